import type { Db } from '../../database/open.ts'
import { fold, sortKey } from '../customers/folding.rules.ts'
import { REGULAR_DAYS } from '../phases/phases.rules.ts'
import { addDays } from '#contract'
import type { IsoDate } from '#contract'
import { ageTest, birthdayTest, codeTest, dayTest, flagTest, numberTest, postcodeTest, repeatedTextTest } from './condition-tests.ts'
import { ADDRESS_FORMS, dayCode, KINDS, NONE, PHASES, SALUTATIONS } from './fact-columns.ts'
import type { ColumnName } from './fact-columns.ts'
import type { Asked, FilterField, FilterFieldSource, Test } from './filter-field.ts'
import { listOf } from './filter-field.ts'

const like = (text: string) => text.replace(/[\\%_]/g, (mark) => `\\${mark}`)
/** How many towns and sources are offered; every other can be typed. */
const OFFERED = 200

/** The fields of the customer file itself, over the facts wherever they hold them. */
export function customerFields(db: Db): FilterFieldSource {
  const cities = db
    .prepare<[], string>(`select city from customer_summary where city <> '' group by city_sort order by count(*) desc limit ${OFFERED}`)
    .pluck()
  const sources = db
    .prepare<[], string>(
      `select source from customer where source <> '' and deleted_at is null group by source order by count(*) desc limit ${OFFERED}`,
    )
    .pluck()
  const tags = db.prepare<[], string>('select name from customer_tag group by name order by count(*) desc').pluck()
  const countries = db.prepare<[], string>('select country from address group by country order by count(*) desc limit 50').pluck()
  const imports = db.prepare<[], { value: string; label: string }>(
    `select cast(id as text) as value, file_name || ' (' || substr(at, 1, 10) || ')' as label from import_run where undone_at is null order by at desc limit ${OFFERED}`,
  )

  const own = (values: readonly string[]) => () => values.map((value) => ({ value, label: null }))
  const texts = (statement: { all(): string[] }) => () => statement.all().map((value) => ({ value, label: value }))
  const number = (key: ColumnName, group: FilterField['group'], kind: 'number' | 'money' = 'number'): FilterField => ({
    key,
    kind,
    group,
    test: (asked) => numberTest(key, asked),
  })
  const flag = (key: ColumnName, group: FilterField['group']): FilterField => ({ key, kind: 'flag', group, test: (asked) => flagTest(key, asked) })
  const choice = (key: ColumnName, group: FilterField['group'], known: readonly string[]): FilterField => ({
    key,
    kind: 'choice',
    group,
    choices: own(known),
    test: (asked) => codeTest(key, known, asked),
  })
  const day = (key: string, column: ColumnName, group: FilterField['group']): FilterField => ({
    key,
    kind: 'day',
    group,
    test: (asked, { today }) => dayTest(column, asked, today),
  })

  const fields: readonly FilterField[] = [
    choice('phase', 'relation', PHASES),
    { key: 'daysInPhase', kind: 'number', group: 'relation', test: (asked, { today }) => sinceTest(asked, today) },
    {
      key: 'regular',
      kind: 'flag',
      group: 'relation',
      test: ({ value }) => ({ column: 'purchaseDays24', low: REGULAR_DAYS, high: Number.MAX_SAFE_INTEGER, not: value === false }),
    },
    { key: 'secondPurchaseMissed', kind: 'flag', group: 'relation', test: ({ value }, { today }) => missedTest(value === true, today) },
    { key: 'tags', kind: 'tags', group: 'relation', choices: texts(tags), test: tagTest },
    day('lastPurchase', 'lastDay', 'purchases'),
    day('firstPurchase', 'firstDay', 'purchases'),
    number('net12', 'purchases', 'money'),
    number('total', 'purchases', 'money'),
    number('purchaseDays', 'purchases'),
    number('points', 'loyalty'),
    flag('card', 'loyalty'),
    choice('kind', 'person', KINDS),
    choice('salutation', 'person', SALUTATIONS),
    choice('addressForm', 'person', ADDRESS_FORMS),
    { key: 'birthday', kind: 'birthday', group: 'person', test: (asked, { today }) => birthdayTest(asked, today) },
    { key: 'birthYear', kind: 'flag', group: 'person', test: ({ value }) => ({ column: 'birthYear', codes: [NONE], not: value === true }) },
    { key: 'age', kind: 'number', group: 'person', test: (asked, { today }) => ageTest(asked, today) },
    { key: 'name', kind: 'text', group: 'person', test: nameTest },
    { key: 'number', kind: 'text', group: 'person', test: (asked) => plainTest('customer_summary', 'number', asked) },
    { key: 'memo', kind: 'text', group: 'person', test: (asked) => plainTest('customer', 'memo', asked) },
    { key: 'postcode', kind: 'postcode', group: 'contact', test: (asked) => postcodeTest(asked) },
    {
      key: 'city',
      kind: 'text',
      group: 'contact',
      choices: texts(cities),
      test: (asked, { facts }) => repeatedTextTest('city', facts.cities.texts, asked, sortKey),
    },
    { key: 'country', kind: 'choice', group: 'contact', choices: texts(countries), test: countryTest },
    flag('email', 'contact'),
    flag('phone', 'contact'),
    {
      key: 'address',
      kind: 'flag',
      group: 'contact',
      test: ({ value }) => ({ sql: "select customer_id from address where street <> '' and city <> ''", params: {}, not: value === false }),
    },
    {
      key: 'source',
      kind: 'text',
      group: 'file',
      choices: texts(sources),
      test: (asked, { facts }) => repeatedTextTest('source', facts.sources.texts, asked, fold),
    },
    day('created', 'createdOn', 'file'),
    { key: 'import', kind: 'choice', group: 'file', choices: () => imports.all(), test: importTest },
    flag('sample', 'file'),
  ]
  return { fields: () => fields, mayHaveHad: () => false }
}

/** At least 30 days in the phase means: since a day 30 days ago or earlier. */
function sinceTest({ op, value }: Asked, today: IsoDate): Test {
  const ago = (days: number) => dayCode(addDays(today, -Math.round(days)))
  const [least, most] =
    op === 'between'
      ? (value as number[]).toSorted((a, b) => a - b)
      : op === 'at-least'
        ? [value as number, 80_000]
        : op === 'at-most'
          ? [0, value as number]
          : [value as number, value as number]
  return { column: 'phaseSince', low: ago(Math.min(most!, 80_000)), high: ago(Math.min(least!, 80_000)) }
}
/** One purchase day, and the window for a second one has ended (domain.md §2). */
const missedTest = (isMissed: boolean, today: IsoDate): Test => ({
  column: 'windowEnds',
  low: NONE + 1,
  high: dayCode(today) - 1,
  not: !isMissed,
})
function tagTest({ op, value }: Asked): Test {
  const tagged = (tag: string): Test => ({ sql: 'select customer_id from customer_tag where name = @tag', params: { tag } })
  switch (op) {
    case 'all':
      return { every: listOf(value).map(tagged) }
    case 'none':
      return { every: listOf(value).map((tag) => ({ ...tagged(tag), not: true })) }
    case 'any':
      return { some: listOf(value).map(tagged) }
    default:
      return { column: 'tagged', codes: [1], not: op === 'empty' }
  }
}
/** Anywhere in the name, written without accents on both sides. */
function nameTest({ op, value }: Asked): Test {
  const wanted = value === null ? [''] : listOf(value).map(sortKey)
  const from = 'select customer_id from customer_summary where '
  // The sort name is "kern\tsabine": who types "sabine kern" or "kern sabine" means the same.
  const whole =
    "(sort_name = @text or replace(sort_name, char(9), ' ') = @text or substr(sort_name, instr(sort_name, char(9)) + 1) || ' ' || substr(sort_name, 1, instr(sort_name, char(9)) - 1) = @text)"
  const part: Record<string, string> = {
    contains: `instr(replace(sort_name, char(9), ' '), @text) > 0`,
    'starts-with': `substr(sort_name, 1, length(@text)) = @text`,
    is: whole,
    empty: 'sort_name = @text',
  }
  if (op === 'not-empty') return { sql: `${from} sort_name <> @text`, params: { text: '' } }
  return { some: wanted.map((text) => ({ sql: from + part[op]!, params: { text } })) }
}
function plainTest(table: 'customer' | 'customer_summary', column: string, { op, value }: Asked): Test {
  const id = table === 'customer' ? 'id as customer_id' : 'customer_id'
  const where = (pattern: string): Test => ({
    sql: `select ${id} from ${table} where ${column} like @pattern escape '\\'`,
    params: { pattern },
  })
  switch (op) {
    case 'contains':
      return where(`%${like(String(value))}%`)
    case 'starts-with':
      return where(`${like(String(value))}%`)
    case 'is':
      return { some: listOf(value).map((text) => where(like(text))) }
    default:
      return { ...where('_%'), not: op === 'empty' }
  }
}
function countryTest({ op, value }: Asked): Test {
  if (op === 'empty' || op === 'not-empty') return { sql: 'select customer_id from address', params: {}, not: op === 'empty' }
  const some = listOf(value).map((country): Test => ({
    sql: 'select customer_id from address where country = @country',
    params: { country },
    not: op === 'is-not',
  }))
  return op === 'is-not' ? { every: some } : { some }
}
function importTest({ op, value }: Asked): Test {
  if (op === 'empty' || op === 'not-empty')
    return { sql: 'select customer_id from import_row where customer_id is not null', params: {}, not: op === 'empty' }
  const some = listOf(value).map((id): Test => ({
    sql: "select customer_id from import_row where import_id = @id and customer_id is not null and action <> 'failed'",
    params: { id: Number(id) || 0 },
    not: op === 'is-not',
  }))
  return op === 'is-not' ? { every: some } : { some }
}
