import { dayNumber, dayOfNumber } from '#contract'
import type { ContactChannel, CustomerId, DemandId, DemandRow, DemandState, Handlers, IsoDate, JobContext } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { WaysToContact } from '../care/ways.ts'
import type { ServiceBase } from '../service-base.ts'
import { AHEAD_DAYS, bordersOf, needsOf, subjectOf } from './demand.rules.ts'
import type { Need } from './demand.rules.ts'
import { dayOrNull, demandRepository, ruleWord } from './demand.repository.ts'
import type { DueRecord, NeedsOf, Receipts, StoredWord } from './demand.repository.ts'

type DueInput = Parameters<Handlers['demand']['due']>[0]
export interface DemandService {
  calls: Handlers['demand']
  tasks: { 'demand.dueOn': (input: DueInput & { day: IsoDate }, job: JobContext) => { rows: DueRecord[]; total: number } }
  /** What these customers bought, what it came to by day, and what they need of it again, as of a day. */
  needsFor(ids: readonly CustomerId[], day: IsoDate): Map<CustomerId, Receipts & { needs: Need[] }>
  /** Keeps what was computed for customers; none forgets it. */
  store(all: readonly NeedsOf[]): void
  /** Keeps for those who are not judged what the owner said about them, and forgets everything else. */
  storeSaid(ids: readonly CustomerId[], day: IsoDate): void
  /** What a subject is called, for sentences. */
  nameOf(subject: string, articleId?: number | null): string
  /** For the screen "Heute": what is due, with the sentence's key. */
  dueOn(day: IsoDate, limit: number): Promise<DueEntry[]>
}
interface DueEntry {
  subject: string
  customerId: CustomerId
  displayName: string
  title: string
  why: { key: 'demand'; values: { what: string; lastOn: IsoDate; days: number; dueOn: IsoDate } }
  minutes: number
  channel: ContactChannel | null
  overdueDays: number
}
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder' | 'background'> {
  customers: { require(customerId: CustomerId): unknown; nameOf(customerId: CustomerId): string }
  ways: WaysToContact
  /** Brings computed needs up to date where a large change left them behind. */
  settle(): Promise<void>
}
const MINUTES = 5
const CHUNK = 2000
const NEVER = 9_000_000

/** What customers need again and when (domain.md §4.3). */
export function demandService({ db, clock, newId, recorder, background, customers, ways, settle }: Deps): DemandService {
  const demand = demandRepository(db)

  function needsFor(ids: readonly CustomerId[], day: IsoDate) {
    const bought = demand.bought(ids, day)
    const words = demand.words(ids)
    const found = new Map<CustomerId, Receipts & { needs: Need[] }>()
    for (const id of new Set([...bought.keys(), ...words.keys()])) {
      const receipts = bought.get(id) ?? { amounts: [], bought: [] }
      found.set(id, { ...receipts, needs: needsOf(receipts.bought, (words.get(id) ?? []).map(ruleWord), dayNumber(day)) })
    }
    return found
  }
  function nameOf(subject: string, articleId: number | null = null): string {
    const [kind, id] = subject.split(':') as ['group' | 'article' | 'own', string]
    if (kind === 'own') return demand.word(Number(id) as DemandId)?.text ?? ''
    const name = articleId === null ? undefined : demand.article(articleId)?.name
    return name ?? (kind === 'article' ? (demand.article(Number(id))?.name ?? '') : demand.groupName(Number(id)))
  }
  function rowsFrom(records: readonly DueRecord[], day: IsoDate): DemandRow[] {
    const way = ways(
      records.map(({ customerId }) => customerId),
      day,
    )
    return records.map(({ lastDay, dueDay, overdueDay: _overdue, mutedDay, ...record }) => ({
      ...record,
      displayName: customers.nameOf(record.customerId),
      what: nameOf(record.subject, record.articleId),
      lastOn: dayOfNumber(lastDay),
      dueOn: dayOfNumber(dueDay),
      state: stateOf({ dueDay, overdueDay: _overdue }, dayNumber(day)),
      mutedUntil: dayOrNull(mutedDay),
      channel: way(record.customerId).channel,
    }))
  }
  const recordOf = (customerId: CustomerId, need: Need): DueRecord => ({
    customerId,
    ...need,
    articleId: need.articleId as DueRecord['articleId'],
    demandId: need.demandId as DueRecord['demandId'],
    ...bordersOf(need),
  })

  /** The same for a day that is not today, from the receipts. */
  function dueOnDay({ day, state, limit, offset }: DueInput & { day: IsoDate }): { rows: DueRecord[]; total: number } {
    const wanted = demand.wanted().filter(({ pausedUntil }) => pausedUntil === null || pausedUntil < day)
    const unscored = new Set(wanted.filter(({ noScoring }) => noScoring === 1).map(({ customerId }) => customerId))
    const ids = wanted.map(({ customerId }) => customerId)
    const on = dayNumber(day)
    const found: DueRecord[] = []
    for (let at = 0; at < ids.length; at += CHUNK)
      for (const [customerId, { needs }] of needsFor(ids.slice(at, at + CHUNK), day))
        for (const need of unscored.has(customerId) ? needs.filter(isSaid) : needs) {
          const record = recordOf(customerId, need)
          const now = stateOf(record, on)
          if (now !== 'later' && (state === undefined || now === state) && (need.mutedDay ?? 0) < on) found.push(record)
        }
    found.sort((a, b) => a.dueDay - b.dueDay || a.customerId - b.customerId || (a.subject < b.subject ? -1 : 1))
    return {
      rows: found
        .slice(offset, offset + limit)
        .map(({ customerId, subject, articleId, demandId, source, lastDay, days, dueDay, overdueDay, mutedDay }) => ({
          customerId,
          subject,
          articleId,
          demandId,
          source,
          lastDay,
          days,
          dueDay,
          overdueDay,
          mutedDay,
        })),
      total: found.length,
    }
  }
  async function due(input: DueInput): Promise<{ rows: DemandRow[]; total: number }> {
    const day = input.day ?? clock.today()
    if (day !== clock.today()) {
      const answer = await background.run<{ rows: DueRecord[]; total: number }>(
        'demand.dueOn',
        { ...input, day },
        { report() {}, isCancelled: () => false },
      )
      return { rows: rowsFrom(answer.rows, day), total: answer.total }
    }
    await settle()
    const range = { ...rangeOf(input.state, dayNumber(day)), today: dayNumber(day), limit: input.limit, offset: input.offset }
    return { rows: rowsFrom(demand.due(range), day), total: demand.dueCount(range) }
  }

  /** The owner's word about a subject, made where there is none yet. */
  function wordFor(customerId: CustomerId, subject: string): StoredWord {
    customers.require(customerId)
    const [kind, text] = subject.split(':') as ['group' | 'article' | 'own', string]
    const id = Number(text)
    const known = (demand.words([customerId]).get(customerId) ?? []).find((word) =>
      kind === 'own' ? word.id === id : kind === 'group' ? word.groupId === id : word.groupId === null && word.articleId === id,
    )
    if (known) return known
    const isThere = kind === 'group' ? demand.groupName(id) !== '' : kind === 'article' && demand.article(id)?.groupId === null
    if (!isThere) throw new AppError('missing', 'demand-gone')
    const word: StoredWord = {
      id: newId() as DemandId,
      customerId,
      groupId: kind === 'group' ? id : null,
      articleId: kind === 'article' ? id : null,
      text: '',
      intervalDays: null,
      lastOn: null,
      quantityMilli: 1000,
      mutedUntil: null,
      endedOn: null,
    }
    demand.insert(word, clock.now())
    return word
  }
  function change(customerId: CustomerId, subject: string, patch: Partial<StoredWord>): { customerId: CustomerId } {
    demand.update({ ...wordFor(customerId, subject), ...patch })
    recorder.describe({ customerId, count: 1 })
    return { customerId }
  }
  function requirePast(day: IsoDate): IsoDate {
    if (day > clock.today()) throw new AppError('invalid', 'day-in-future', { day })
    return day
  }

  return {
    needsFor,
    store: demand.store,
    storeSaid(ids, day) {
      const unscored = new Map(demand.unscored(ids).map((one) => [one.customerId, one]))
      const needs = unscored.size === 0 ? null : needsFor([...unscored.keys()], day)
      demand.store(ids.map((id) => ({ customerId: id, needs: needs?.get(id)?.needs.filter(isSaid) ?? [], pausedDay: pausedDayOf(unscored.get(id)) })))
    },
    nameOf,
    tasks: { 'demand.dueOn': dueOnDay },
    async dueOn(day, limit) {
      const { rows } = await due({ day, limit, offset: 0 })
      return rows.map(({ customerId, displayName, subject, what, lastOn, days, dueOn, channel }) => ({
        customerId,
        displayName,
        subject,
        title: what,
        why: { key: 'demand', values: { what, lastOn, days, dueOn } },
        minutes: MINUTES,
        channel,
        overdueDays: Math.max(0, dayNumber(day) - dayNumber(dueOn)),
      }))
    },
    calls: {
      due,
      of({ customerId, day = clock.today() }) {
        const all = needsFor([customerId], day).get(customerId)?.needs ?? []
        const needs = demand.isJudged(customerId) ? all : all.filter(isSaid)
        const ended = (demand.words([customerId]).get(customerId) ?? []).filter(({ endedOn }) => endedOn !== null && endedOn <= day)
        return {
          rows: rowsFrom(
            needs.map((need) => recordOf(customerId, need)).sort((a, b) => a.dueDay - b.dueDay),
            day,
          ),
          ended: ended.map((word) => {
            const subject = subjectOfStored(word)
            return { subject, what: nameOf(subject, word.articleId), endedOn: word.endedOn ?? day }
          }),
        }
      },
      save({ customerId, demandId, articleId, text, intervalDays, lastOn = clock.today(), quantity }) {
        customers.require(customerId)
        requirePast(lastOn)
        if (articleId === null && text === '') throw new AppError('invalid', 'demand-nothing-named')
        const article = articleId === null ? null : demand.article(articleId)
        if (article === undefined) throw new AppError('missing', 'demand-article-gone')
        const content = {
          groupId: article?.groupId ?? null,
          articleId,
          text: article ? '' : text,
          intervalDays,
          lastOn,
          quantityMilli: Math.round(quantity * 1000),
          mutedUntil: null,
          endedOn: null,
        }
        const words = demand.words([customerId]).get(customerId) ?? []
        const known = words.find((word) => word.id === demandId)
        if (demandId !== undefined && !known) throw new AppError('missing', 'demand-gone')
        const same = words.find((word) => word.id !== demandId && sameThing(word, content))
        if (same && (known || same.intervalDays !== null) && same.endedOn === null)
          throw new AppError('conflict', 'demand-known', { what: nameOf(subjectOfStored(same), same.articleId) })
        const target = known ?? same
        const id = target?.id ?? (newId() as DemandId)
        if (target) demand.update({ ...target, ...content })
        else demand.insert({ id, customerId, ...content }, clock.now())
        recorder.describe({ customerId, count: 1 })
        return { customerId, demandId: id }
      },
      done: ({ customerId, subject, day = clock.today() }) => change(customerId, subject, { lastOn: requirePast(day), endedOn: null }),
      mute({ customerId, subject, until }) {
        if (until !== null && until < clock.today()) throw new AppError('invalid', 'demand-mute-over', { day: until })
        return change(customerId, subject, { mutedUntil: until })
      },
      end: ({ customerId, subject }) => change(customerId, subject, { endedOn: clock.today() }),
      resume: ({ customerId, subject }) => change(customerId, subject, { endedOn: null }),
    },
  }
}

const pausedDayOf = (one: { pausedUntil: IsoDate | null } | undefined) => (one?.pausedUntil ? dayNumber(one.pausedUntil) : null)
/** What the owner entered is no evaluation of a person. */
const isSaid = ({ source }: Pick<Need, 'source'>) => source === 'manual'
const sameThing = (a: Pick<StoredWord, 'groupId' | 'articleId' | 'text'>, b: Pick<StoredWord, 'groupId' | 'articleId' | 'text'>) =>
  a.groupId === null && b.groupId === null ? a.articleId === b.articleId && a.text === b.text : a.groupId === b.groupId
const subjectOfStored = ({ id, groupId, articleId }: StoredWord) =>
  groupId === null && articleId === null ? `own:${id}` : subjectOf(groupId, articleId ?? 0)

function stateOf({ dueDay, overdueDay }: Pick<DueRecord, 'dueDay' | 'overdueDay'>, day: number): DemandState {
  if (day >= overdueDay) return 'overdue'
  if (day >= dueDay) return 'due'
  return dueDay - day <= AHEAD_DAYS ? 'soon' : 'later'
}

/** The days between which a need becomes due and overdue to be in a state. */
function rangeOf(state: DueInput['state'], day: number) {
  const all = { from: 0, until: day + AHEAD_DAYS, overdueFrom: 0, overdueUntil: NEVER }
  switch (state) {
    case 'overdue':
      return { ...all, overdueUntil: day }
    case 'due':
      return { ...all, until: day, overdueFrom: day + 1 }
    case 'soon':
      return { ...all, from: day + 1, overdueFrom: day + 1 }
    default:
      return all
  }
}
