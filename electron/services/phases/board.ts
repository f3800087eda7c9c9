import { daysBetween, Phase } from '#contract'
import type { IsoDate, PhaseCard, PhaseFilter, PhaseLanes, PhaseStepId } from '#contract'
import type { Handlers } from '#contract'
import type { ServiceBase } from '../service-base.ts'
import { boardRepository } from './board.repository.ts'
import type { BoardCount, BoardQuery, BoardRow, ClassBorders, StepCount, Stretch } from './board.repository.ts'
import type { StepsReader } from './phase-steps.ts'
import { isSecondPurchaseMissed, REGULAR_DAYS } from './phases.rules.ts'
import { bordersOf } from './value-class.rules.ts'

/** More lanes than these nobody looks through. */
const MOST_TAGS = 8
/** A tag of fewer customers than these is walked from the tag. */
const RARE = 1000
const CLASSES = ['A', 'B', 'C'] as const
/** Julian day of 1 January 2000, midnight. */
const JULIAN_2000 = 2_451_544.5

export interface Board {
  board: Handlers['phases']['board']
  column: Handlers['phases']['column']
  cardOf(row: BoardRow): PhaseCard
  row: ReturnType<typeof boardRepository>['row']
}
interface Deps extends Pick<ServiceBase, 'db' | 'clock'> {
  /** `searchQuery`: '' for a text that asks for nothing, null for one that nobody can match. */
  customers: { searchQuery(text: string): string | null }
  steps: StepsReader
}

/** The three columns with the owner's steps in them, counted and paged. */
export function phaseBoard({ db, clock, customers, steps }: Deps): Board {
  const repository = boardRepository(db)
  let known: { day: IsoDate; version: number; borders: ClassBorders } | null = null

  /** Worked out once a day, and anew when another connection has written, such as an import: single bookings do not move the classes. */
  function borders(): ClassBorders {
    const version = db.pragma('data_version', { simple: true }) as number
    if (known?.day !== clock.today() || known.version !== version || known.borders.b === Number.MAX_SAFE_INTEGER)
      known = { day: clock.today(), version, borders: bordersOf(repository.net12()) }
    return known.borders
  }
  function cardOf({ purchaseDays24, step, ...row }: BoardRow): PhaseCard {
    const today = clock.today()
    return {
      ...row,
      daysInPhase: daysBetween(row.since, today),
      secondPurchaseMissed: isSecondPurchaseMissed(row.windowEnds, today),
      isRegular: purchaseDays24 >= REGULAR_DAYS,
      stepId: steps.isActive(step) ? (step as PhaseStepId) : null,
    }
  }
  /** Null when the search can match nobody. */
  function asked({ search, filter, lanes }: { search: string; filter: PhaseFilter; lanes: PhaseLanes }): BoardQuery | null {
    const match = customers.searchQuery(search)
    if (match === null) return null
    if (match !== '') repository.search(match)
    const { a, b } = lanes === 'value' ? borders() : { a: 0, b: 0 }
    return { filter, lanes, isSearching: match !== '', today: clock.today(), a, b }
  }
  interface Counted {
    all: readonly BoardCount[]
    /** From left to right; null: without lanes. */
    lanes: readonly (string | null)[]
    counts: readonly StepCount[]
    rare: ReadonlySet<string>
  }
  function count(query: BoardQuery): Counted {
    const all = repository.counts(query)
    const plain = { all, lanes: [null], counts: all, rare: new Set<string>() }
    switch (query.lanes) {
      case 'none':
        return plain
      case 'value':
        return { ...plain, lanes: CLASSES, counts: repository.classCounts(query) }
      case 'tag': {
        const tags = repository.topTags(MOST_TAGS)
        const names = tags.map(({ name }) => name)
        const rare = new Set(tags.filter((tag) => tag.count < RARE).map(({ name }) => name))
        return { all, lanes: [...names, ''], counts: repository.tagCounts(query, names), rare }
      }
    }
  }
  let lastCount: { key: string; counted: Counted } | null = null
  /** Paging asks the same again and again; what was found by a search is counted anew each time. */
  function counted(query: BoardQuery): Counted {
    if (query.isSearching) return count(query)
    const key = `${repository.version()} ${JSON.stringify(query)}`
    if (lastCount?.key !== key) lastCount = { key, counted: count(query) }
    return lastCount.counted
  }
  /** The stretches of a phase with how many stand there: those without a step, then step by step, for each lane anew. */
  function stretches(phase: Phase, { lanes, counts, rare }: Omit<Counted, 'all'>): (Stretch & { count: number })[] {
    const own = counts.filter((each) => each.phase === phase)
    const active = steps.of(phase)
    return lanes.flatMap((lane) => {
      const here = own.filter((each) => each.lane === lane)
      const resting = here.filter(({ step }) => !active.includes(step)).map(({ step }) => step)
      return [resting, ...active.map((step) => [step])].map((list) => ({
        phase,
        steps: list,
        lane,
        isRare: lane !== null && rare.has(lane),
        count: here.filter(({ step }) => list.includes(step)).reduce((sum, { customers: n }) => sum + n, 0),
      }))
    })
  }
  const withoutLanes = ({ all, rare }: Counted) => ({ lanes: [null], counts: all, rare })
  function figures(phase: Phase, counts: readonly BoardCount[]) {
    const own = counts.filter((count) => count.phase === phase)
    const sum = (key: 'customers' | 'days' | 'regulars' | 'missed') => own.reduce((all, count) => all + count[key], 0)
    const count = sum('customers')
    const today = daysBetween('2000-01-01' as IsoDate, clock.today()) + JULIAN_2000
    return {
      count,
      averageDays: count === 0 ? null : Math.round(today - sum('days') / count),
      regulars: sum('regulars'),
      secondPurchaseMissed: sum('missed'),
    }
  }
  function page(
    query: BoardQuery,
    list: readonly (Stretch & { count: number })[],
    sort: Parameters<Board['column']>[0]['sort'],
    limit: number,
    from: number,
  ) {
    const rows: BoardRow[] = []
    let offset = from
    for (const stretch of list) {
      if (rows.length >= limit) break
      if (offset < stretch.count && stretch.steps.length > 0) rows.push(...repository.rows(query, stretch, sort, limit - rows.length, offset))
      offset = Math.max(0, offset - stretch.count)
    }
    return rows.map(cardOf)
  }
  return {
    cardOf,
    row: repository.row,
    board({ limit, perSection, sort, ...input }) {
      const query = asked(input)
      const found = query ? counted(query) : NOBODY
      const columns = Phase.options.map((phase) => {
        const list = stretches(phase, found)
        const cards = list.map((stretch) => (query ? page(query, [stretch], sort, Math.min(perSection, stretch.count), 0) : []))
        const isWhole = query?.lanes === 'none' && list.every((stretch, index) => cards[index]!.length === Math.min(stretch.count, limit))
        return {
          phase,
          ...figures(phase, found.all),
          cards:
            isWhole || !query
              ? cards.flat().slice(0, limit)
              : page({ ...query, lanes: 'none' }, stretches(phase, withoutLanes(found)), sort, limit, 0),
          sections: list.map((stretch, index) => ({
            stepId: stretch.steps.length === 1 && steps.isActive(stretch.steps[0]!) ? (stretch.steps[0] as PhaseStepId) : null,
            lane: stretch.lane,
            count: stretch.count,
            cards: cards[index]!,
          })),
        }
      })
      const inLane = (lane: string) => found.counts.filter((each) => each.lane === lane).reduce((sum, { customers: n }) => sum + n, 0)
      return { columns, lanes: found.lanes.filter((lane) => lane !== null).map((lane) => ({ lane, count: inLane(lane) })) }
    },
    column({ phase, stepId, lane, limit, offset, sort, ...input }) {
      const query = asked(input)
      if (!query) return { rows: [], total: 0 }
      const found = counted(query)
      const wanted = stretches(phase, lane === undefined ? withoutLanes(found) : { ...found, lanes: [lane] }).filter(
        ({ steps: ids }) => stepId === undefined || (stepId === null ? !ids.some(steps.isActive) : ids.includes(stepId)),
      )
      return {
        rows: page(lane === undefined ? { ...query, lanes: 'none' } : query, wanted, sort, limit, offset),
        total: wanted.reduce((sum, each) => sum + each.count, 0),
      }
    },
  }
}

/** Nobody matches the search. */
const NOBODY = { all: [], lanes: [null], counts: [], rare: new Set<string>() }
