import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IsoDate } from '#contract'
import { WarningLevel } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { between, needsOf, plus, shopGapOf, warningOf } from './reference.ts'
import type { Article, History } from './reference.ts'

const ARTICLES: readonly Article[] = [
  { id: 11, group: 1, demandDays: 30, isStockable: true },
  { id: 12, group: 1, demandDays: null, isStockable: false },
  { id: 13, group: null, demandDays: 90, isStockable: false },
  { id: 14, group: null, demandDays: null, isStockable: true },
  { id: 15, group: 2, demandDays: 14, isStockable: true },
]
const START = '2023-01-01'
const dayFrom = (offset: number) => plus(START, offset)
const anyDay = fc.integer({ min: 0, max: 1200 }).map(dayFrom)
const someDay = fc.option(anyDay, { nil: null, freq: 3 })
/** A rhythm with some disorder, or a season, so that every rule has its cases. */
const days = fc.oneof(
  fc.array(anyDay, { maxLength: 4 }),
  fc
    .tuple(
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 2, max: 70 }),
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 14 }),
    )
    .map(([first, gap, wobble]) => wobble.map((off, index) => dayFrom(first + index * gap + off))),
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 80 })), { minLength: 3, maxLength: 8 })
    .map((list) => list.map(([year, off]) => dayFrom(300 + year * 365 + off))),
)
const line = fc.record({ article: fc.constantFrom(11, 12, 13, 14, 15), quantity: fc.constantFrom(1, 1, 1, 2, 3, -1) })
const history: fc.Arbitrary<Omit<History, 'id'>> = days.chain((on) =>
  fc.record({
    receipts: fc.tuple(
      ...on.map((day) =>
        fc.record({
          day: fc.constant(day),
          cents: fc.oneof(
            { weight: 8, arbitrary: fc.integer({ min: 1, max: 15_000 }) },
            { weight: 1, arbitrary: fc.constant(0) },
            { weight: 1, arbitrary: fc.integer({ min: -12_000, max: -1 }) },
          ),
          isVoided: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
          lines: fc.array(line, { maxLength: 2 }),
        }),
      ),
    ),
    complaints: fc.array(
      fc.record({ opened: anyDay, due: anyDay, closed: someDay }).map((one) => (one.due < one.opened ? { ...one, due: one.opened } : one)),
      { maxLength: 1 },
    ),
    moods: fc.uniqueArray(fc.record({ day: anyDay, mood: fc.integer({ min: -2, max: 2 }) }), { maxLength: 3, selector: ({ day }) => day }),
    pausedUntil: fc.option(anyDay, { nil: null, freq: 1 }).map((day) => (day !== null && day < dayFrom(900) ? null : day)),
    mute: fc.option(
      fc.tuple(anyDay, fc.integer({ min: 0, max: 60 })).map(([since, length]) => ({ since, until: plus(since, length) })),
      { nil: null, freq: 1 },
    ),
    isOut: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
    words: fc
      .array(
        fc.record({
          what: fc.constantFrom<[number | null, number | null]>([1, 11], [null, 13], [null, null]),
          interval: fc.option(fc.integer({ min: 5, max: 100 }), { nil: null }),
          lastOn: someDay,
          quantity: fc.constantFrom(1, 2),
          ended: fc.option(anyDay, { nil: null, freq: 1 }),
          muted: fc.option(anyDay, { nil: null, freq: 1 }),
        }),
        { maxLength: 1 },
      )
      .map((list) =>
        list.map(({ what: [group, article], ...word }) => ({
          ...word,
          group,
          article,
          interval: article === null ? (word.interval ?? 20) : word.interval,
          id: 0,
        })),
      ),
  }),
)

/** Nobody can enter what is still to come. */
function knownOn(today: string, one: History): History {
  const isPast = (day: string | null) => day === null || day <= today
  return {
    ...one,
    receipts: one.receipts.filter(({ day }) => isPast(day)),
    complaints: one.complaints.filter(({ opened, closed }) => isPast(opened) && isPast(closed)),
    moods: one.moods.filter(({ day }) => isPast(day)),
    mute: one.mute && isPast(one.mute.since) ? one.mute : null,
    words: one.words.filter(({ lastOn, ended }) => isPast(lastOn) && isPast(ended)),
  }
}

function fill(house: House, histories: readonly History[]): void {
  const { db } = house
  const run = (sql: string, ...values: unknown[]) => void db.prepare(sql).run(...values)
  db.transaction(() => {
    run("insert into article_group (id, name) values (1, 'Tee'), (2, 'Kaffee')")
    for (const { id, group, demandDays, isStockable } of ARTICLES)
      run(
        "insert into article (id, number, name, group_id, demand_days, is_stockable, created_at) values (?, ?, ?, ?, ?, ?, '')",
        id,
        `A${id}`,
        `Artikel ${id}`,
        group,
        demandDays,
        Number(isStockable),
      )
    let next = 1_000_000_000
    for (const one of histories) {
      run(
        "insert into customer (id, number, kind, last_name, created_on, created_at, updated_at) values (?, ?, 'person', ?, '2023-01-01', '', '')",
        one.id,
        String(one.id),
        `Kunde ${one.id}`,
      )
      for (const { day, cents, isVoided, lines } of one.receipts) {
        const id = next++
        run(
          "insert into purchase (id, customer_id, kind, day, counts_on, total_cents, list_cents, created_at, voided_at) values (?, ?, ?, ?, ?, ?, ?, '', ?)",
          id,
          one.id,
          cents < 0 ? 'return' : 'purchase',
          day,
          day,
          cents,
          cents,
          isVoided ? 'x' : null,
        )
        for (const [position, { article, quantity }] of lines.entries())
          run(
            'insert into purchase_line (id, purchase_id, position, article_id, quantity_milli, unit_cents, net_cents) values (?, ?, ?, ?, ?, 0, 0)',
            next++,
            id,
            position,
            article,
            quantity * 1000,
          )
      }
      for (const { opened, due, closed } of one.complaints)
        run(
          "insert into case_file (id, customer_id, kind, reference_point, title, opened_on, due_on, closed_on, created_at) values (?, ?, 'complaint', 'price', 'x', ?, ?, ?, '')",
          next++,
          one.id,
          opened,
          due,
          closed,
        )
      for (const { day, mood } of one.moods)
        run(
          "insert into contact (id, customer_id, day, direction, channel, mood, created_at) values (?, ?, ?, 'in', 'phone', ?, '')",
          next++,
          one.id,
          day,
          mood,
        )
      if (one.pausedUntil !== null || one.isOut)
        run(
          "insert into care_setting (id, customer_id, paused_until, no_scoring, created_at) values (?, ?, ?, ?, '')",
          next++,
          one.id,
          one.pausedUntil,
          Number(one.isOut),
        )
      if (one.mute)
        run(
          "insert into warning_mute (id, customer_id, since, until, created_at) values (?, ?, ?, ?, '')",
          next++,
          one.id,
          one.mute.since,
          one.mute.until,
        )
      for (const word of one.words) {
        word.id = next++
        run(
          "insert into demand (id, customer_id, group_id, article_id, text, interval_days, last_on, quantity_milli, muted_until, ended_on, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
          word.id,
          one.id,
          word.group,
          word.article,
          word.article === null ? 'x' : '',
          word.interval,
          word.lastOn,
          word.quantity * 1000,
          word.muted,
          word.ended,
        )
      }
    }
  })()
}

async function answered(house: House, day?: string): Promise<{ warnings: string[]; needs: string[] }> {
  const asked = day === undefined ? {} : { day: day as IsoDate }
  const [warnings, needs]: [string[], string[]] = [[], []]
  for (let offset = 0; ; offset += 1000) {
    const { rows, total } = await house.call('warnings.list', { ...asked, limit: 1000, offset })
    warnings.push(...rows.map(({ customerId, level, rule }) => `${customerId} ${level} ${rule}`))
    if (warnings.length >= total) break
  }
  for (let offset = 0; ; offset += 1000) {
    const { rows, total } = await house.call('demand.due', { ...asked, limit: 1000, offset })
    needs.push(...rows.map(({ customerId, subject, lastOn, dueOn, state }) => `${customerId} ${subject} ${lastOn} ${dueOn} ${state}`))
    if (needs.length >= total) break
  }
  return { warnings: warnings.toSorted(), needs: needs.toSorted() }
}
function expected(histories: readonly History[], day: string): { warnings: string[]; needs: string[] } {
  const gap = shopGapOf(histories, day)
  const warnings = histories.flatMap((one) => {
    const worst = warningOf(one, ARTICLES, gap, day)
    return worst ? [`${one.id} ${WarningLevel.options[worst.level]} ${worst.rule}`] : []
  })
  const needs = histories.flatMap((one) =>
    one.pausedUntil !== null && one.pausedUntil >= day
      ? []
      : needsOf(one, ARTICLES, day).flatMap(({ subject, last, days: length, isMuted, isSaid }) => {
          const since = between(last, day)
          const due = Math.max(1, Math.round(length))
          if (isMuted || since < due - 7 || (one.isOut && !isSaid)) return []
          const state = since >= Math.max(1, length * 1.5) ? 'overdue' : since >= due ? 'due' : 'soon'
          return [`${one.id} ${subject} ${last} ${plus(last, due)} ${state}`]
        }),
  )
  return { warnings: warnings.toSorted(), needs: needs.toSorted() }
}

/** 20 files of 500 customers: the rows kept from day to day, the answers for another day, and a plain reckoning say the same. */
test('warnings and needs equal a plain reckoning on 10,000 random histories, as days pass and jump', { timeout: 240_000 }, async () => {
  const seeds = Array.from({ length: 20 }, (_, index) => index + 1)
  let warned = 0
  for (const seed of seeds) {
    const first = dayFrom(850 + seed * 7)
    const histories = fc.sample(history, { numRuns: 500, seed }).map((one, index) => knownOn(first, { ...one, id: 1000 + index }))
    const house = openHouse({ today: first })
    fill(house, histories)
    // Forward a little, forward a lot, onto 29 February, and back, as after a wrong clock.
    for (const day of [first, plus(first, 1), plus(first, 40), plus(first, 41), '2028-02-29', plus(first, -300), plus(first, -250)]) {
      house.clock.set(day)
      const now = await answered(house)
      expect({ day, ...now }).toEqual({ day, ...expected(histories, day) })
      warned += now.warnings.length
    }
    const past = plus(first, -200)
    expect(await answered(house, past)).toEqual(expected(histories, past))
    house.close()
  }
  expect(warned).toBeGreaterThan(20_000)
})
