import { daysBetween } from '#contract'
import type { AnniversaryRow, BirthdayRow, CaseId, ContactChannel, ContactId, Handlers, IsoDate, Output, Task, TaskId, TaskKind } from '#contract'
import type { WaysToContact } from '../care/ways.ts'
import type { DueCase } from '../cases/cases.service.ts'
import type { DueAnswer } from '../contacts/contacts.service.ts'
import type { WriteContact } from './care-sources.ts'
import type { DueRow, TodaySource } from './today-source.ts'

const WAYS: Record<TaskKind, ContactChannel | null> = {
  task: null,
  call: 'phone',
  letter: 'letter',
  email: 'email',
  message: 'messenger',
  visit: null,
  thanks: 'counter',
}

/** Tasks that are due; those after a purchase stand under a head of their own. */
export function taskSource(tasks: Pick<Handlers['tasks'], 'open' | 'done' | 'snooze'>, ways: WaysToContact): TodaySource {
  return {
    kinds: ['task', 'reassurance'],
    async dueOn(day, limit) {
      const { rows } = (await tasks.open({ until: day, limit, offset: 0 })) as Output<'tasks.open'>
      const wayFor = ways([...new Set(rows.flatMap(({ customerId }) => customerId ?? []))], day)
      /** What the program proposed goes by a way that is allowed on the day itself. */
      const channelOf = ({ kind, source, customerId }: Task): ContactChannel | null => {
        const channel = WAYS[kind]
        if (source !== 'reassurance' || customerId === null || channel === null) return channel
        const way = wayFor(customerId)
        return way.allows(channel) ? channel : way.channel
      }
      return rows.map((task): DueRow => {
        const overdueDays = Math.max(0, daysBetween(task.dueOn!, day))
        return {
          kind: task.source === 'reassurance' ? 'reassurance' : 'task',
          subject: task.id,
          customerId: task.customerId,
          displayName: task.displayName,
          title: task.title,
          why: { key: overdueDays > 0 ? 'task-overdue' : 'task-today', values: { day: task.dueOn } },
          minutes: task.minutes,
          channel: channelOf(task),
          overdueDays,
          taskId: task.id,
        }
      })
    },
    finish: ({ subject, note }) => void tasks.done({ taskId: Number(subject) as TaskId, outcome: note.slice(0, 500) }),
    putOff: (subject, until, reason) => void tasks.snooze({ taskId: Number(subject) as TaskId, until, reason: reason.slice(0, 200) }),
  }
}

const GREETING_MINUTES = 2
/** The best way that is allowed to say happy birthday; at the counter it always is. */
const wayOf = ({ phone, letter, email }: Pick<BirthdayRow, 'phone' | 'letter' | 'email'>): ContactChannel =>
  phone.allowed ? 'phone' : letter.allowed ? 'letter' : email.allowed ? 'email' : 'counter'

/** Who waits for an answer. */
export function answerSource(contacts: {
  dueOn(day: IsoDate, limit: number): DueAnswer[]
  calls: Pick<Handlers['contacts'], 'answer'>
}): TodaySource {
  return {
    kinds: ['answer'],
    dueOn: (day, limit) =>
      contacts.dueOn(day, limit).map(({ channel, why, ...row }): DueRow => ({
        ...row,
        kind: 'answer',
        subject: why.values.contactId,
        why,
        channel: channel === 'social' || channel === 'event' ? 'messenger' : channel,
      })),
    finish: ({ subject, note, minutes }) => void contacts.calls.answer({ contactId: Number(subject) as ContactId, text: note, minutes }),
  }
}

/** Complaints, wishes and praise whose day has come. */
export function caseSource(cases: { dueOn(day: IsoDate, limit: number): DueCase[]; calls: Pick<Handlers['cases'], 'close'> }): TodaySource {
  return {
    kinds: ['case'],
    dueOn: (day, limit) => cases.dueOn(day, limit).map((row): DueRow => ({ ...row, kind: 'case', subject: row.why.values.caseId })),
    finish: ({ subject, note }) => void cases.calls.close({ caseId: Number(subject) as CaseId, outcome: note }),
  }
}

/** Customers of a round number of years, on a day on which the shop is open. */
export function anniversarySource(birthdays: { anniversariesOn(day: IsoDate, limit: number): AnniversaryRow[] }, write: WriteContact): TodaySource {
  return {
    kinds: ['anniversary'],
    restDays: 30,
    finish: write,
    dueOn: (day, limit) =>
      birthdays.anniversariesOn(day, limit).map((row): DueRow => ({
        kind: 'anniversary',
        subject: row.customerId,
        customerId: row.customerId,
        displayName: row.displayName,
        title: '',
        why: { key: 'anniversary', values: { years: row.years, since: row.since } },
        minutes: GREETING_MINUTES,
        channel: wayOf(row),
        overdueDays: 0,
      })),
  }
}

/** Birthdays that are to be kept on a day on which the shop is open. */
export function birthdaySource(birthdays: { greetOn(day: IsoDate, limit: number): BirthdayRow[] }, write: WriteContact): TodaySource {
  return {
    kinds: ['birthday'],
    restDays: 30,
    finish: write,
    dueOn: (day, limit) =>
      birthdays.greetOn(day, limit).map((row): DueRow => ({
        kind: 'birthday',
        subject: row.customerId,
        customerId: row.customerId,
        displayName: row.displayName,
        title: '',
        why: { key: row.day === day ? 'birthday' : 'birthday-past', values: { day: row.day, age: row.age } },
        minutes: GREETING_MINUTES,
        channel: wayOf(row),
        overdueDays: 0,
      })),
  }
}
