import { addDays } from '#contract'
import type { CustomerId, Handlers, IsoDate, Rule, RuleId, StaffId, Task, TaskId } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase } from '../service-base.ts'
import { countBetween, nextAfter } from './recurrence.rules.ts'
import { rulesRepository } from './rules.repository.ts'
import type { Content } from './tasks.service.ts'

export interface RecurringRules {
  calls: Pick<Handlers['tasks'], 'rules' | 'saveRule' | 'endRule'>
  /** After an occurrence is done: makes the next one, once. */
  follow(done: Task): void
  /** Before a done occurrence opens again: the one that followed it goes. */
  reopened(task: Task): void
  /** After an open occurrence was taken away: the next one takes its place; without one the rule has ended. */
  leftOut(task: Task): void
  /** Gives each rule in force its open occurrence where it lacks one. */
  startDay(): void
}
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'newId'> {
  customers: { require(customerId: CustomerId): unknown }
  tasks: { find(taskId: TaskId): Task | undefined; update(task: Task): void; remove(taskId: TaskId): void }
  check(content: { title: string; staffId: StaffId | null }): void
  about(customerId: CustomerId | null): void
  addOccurrence(ruleId: RuleId, day: IsoDate, customerId: CustomerId | null, content: Omit<Content, 'dueOn'>): TaskId | null
}
const later = (one: IsoDate, other: IsoDate) => (one > other ? one : other)

/**
 * Tasks that come again. A rule has one open occurrence at a time: it stays, overdue, until it is done or left out, so whoever was away for
 * weeks finds it once. The next one is counted from the rule's first day and lies after the day on which the last one was done.
 */
export function recurringRules({ db, clock, newId, customers, tasks, check, about, addOccurrence }: Deps): RecurringRules {
  const rules = rulesRepository(db)

  function require(ruleId: RuleId) {
    const rule = rules.find(ruleId)
    if (!rule) throw new AppError('missing', 'rule-gone')
    return rule
  }
  const shown = (rule: Omit<Rule, 'missed'>): Rule => ({
    ...rule,
    missed: rule.nextDay === null || rule.endedOn !== null ? 0 : countBetween(rule, rule.nextDay, clock.today()),
  })
  const yesterday = () => addDays(clock.today(), -1)

  /** The occurrence on the first free day of the rule after a day; nothing where one is open, or the rule has come to its end. */
  function addNext(ruleId: RuleId, after: IsoDate): void {
    const rule = rules.find(ruleId)
    if (!rule || rule.endedOn !== null || rules.openOf(ruleId).length > 0) return
    const { customerId, title, note, kind, minutes, area, staffId } = rule
    for (let day = nextAfter(rule, after); day !== null; day = nextAfter(rule, day))
      if (addOccurrence(ruleId, day, customerId, { title, note, kind, minutes, area, staffId }) !== null) return
  }
  function addFirst(ruleId: RuleId): void {
    const last = rules.lastDone(ruleId)
    addNext(ruleId, last === null ? yesterday() : later(last, yesterday()))
  }
  function removeOpen(ruleId: RuleId, but?: TaskId): void {
    for (const id of rules.openOf(ruleId, but)) tasks.remove(id)
  }
  /** What is open says what the rule says now; where the rule has other days now, it moves to the next of them. */
  function carryOver(rule: Rule): void {
    const { customerId, title, note, kind, minutes, area, staffId } = rule
    for (const id of rules.openOf(rule.id)) {
      const task = tasks.find(id)!
      const isStillADay = task.ruleDay !== null && nextAfter(rule, addDays(task.ruleDay, -1)) === task.ruleDay
      if (isStillADay) tasks.update({ ...task, customerId, title, note, kind, minutes, area, staffId })
      else tasks.remove(id)
    }
    addFirst(rule.id)
  }

  return {
    follow(done) {
      if (done.ruleId !== null && done.ruleDay !== null && done.doneOn !== null) addNext(done.ruleId, later(done.ruleDay, done.doneOn))
    },
    reopened({ id, ruleId }) {
      if (ruleId !== null) removeOpen(ruleId, id)
    },
    leftOut({ ruleId, ruleDay }) {
      if (ruleId === null || ruleDay === null) return
      addNext(ruleId, later(ruleDay, yesterday()))
      // Its last one: otherwise the next start would bring it back.
      const rule = require(ruleId)
      if (rule.nextDay === null && rule.endedOn === null) rules.update({ ...rule, endedOn: clock.today() })
    },
    startDay: () => rules.idle().forEach(addFirst),
    calls: {
      rules: () => rules.all().map(shown),
      saveRule({ ruleId, weekday, monthDay, ...rest }) {
        const content = { ...rest, weekday: rest.unit === 'week' ? weekday : null, monthDay: rest.unit === 'month' ? monthDay : null }
        check(content)
        if (content.customerId !== null) customers.require(content.customerId)
        if (nextAfter(content, yesterday()) === null) throw new AppError('invalid', 'rule-never-due')
        about(content.customerId)
        if (ruleId === undefined) {
          const id = newId() as RuleId
          rules.insert({ ...content, id, endedOn: null, createdAt: clock.now() })
          addFirst(id)
          return shown(require(id))
        }
        require(ruleId)
        rules.update({ ...content, id: ruleId, endedOn: null })
        carryOver(shown(require(ruleId)))
        return shown(require(ruleId))
      },
      endRule({ ruleId }) {
        const rule = require(ruleId)
        if (rule.endedOn !== null) throw new AppError('conflict', 'rule-already-ended', { day: rule.endedOn })
        removeOpen(ruleId)
        rules.update({ ...rule, endedOn: clock.today() })
        about(rule.customerId)
        return shown(require(ruleId))
      },
    },
  }
}
