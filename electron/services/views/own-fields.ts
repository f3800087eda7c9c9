import type { FilterKind } from '#contract'
import type { Db } from '../../database/open.ts'
import { listOf } from './filter-field.ts'
import type { Asked, FilterField, FilterFieldSource, Test } from './filter-field.ts'
import { addDays } from '#contract'
import type { IsoDate } from '#contract'

interface OwnField {
  id: number
  name: string
  kind: 'text' | 'number' | 'date' | 'choice' | 'yes-no'
  choices: string | null
}
const KINDS = { text: 'text', number: 'number', date: 'day', choice: 'choice', 'yes-no': 'flag' } as const satisfies Record<
  OwnField['kind'],
  FilterKind
>
const PATTERN = /^own:(\d+)$/
const like = (text: string) => text.replace(/[\\%_]/g, (mark) => `\\${mark}`)

/** Whether a table is there; capabilities come one after the other. */
export const hasTable = (db: Db, name: string): boolean =>
  db.prepare<[string], number>("select count(*) from sqlite_schema where type = 'table' and name = ?").pluck().get(name) === 1

/** The fields that owners made themselves. A deleted one is known by its name as long as its row is there. */
export function ownFields(db: Db): FilterFieldSource {
  if (!hasTable(db, 'own_field')) return { fields: () => [], mayHaveHad: (key) => PATTERN.test(key) }
  const all = db.prepare<[], OwnField>('select id, name, kind, choices from own_field where deleted_at is null order by position, id')
  const nameOf = db.prepare<[number], string>('select name from own_field where id = ?').pluck()
  return {
    fields: () => all.all().map(filterField),
    labelOfGone: (key) => nameOf.get(Number(PATTERN.exec(key)?.[1] ?? 0)) ?? null,
    mayHaveHad: (key) => PATTERN.test(key),
  }
}

function filterField({ id, name, kind, choices }: OwnField): FilterField {
  return {
    key: `own:${id}`,
    kind: KINDS[kind],
    group: 'own',
    label: name,
    choices: () =>
      kind === 'choice' ? (JSON.parse(choices ?? '[]') as unknown[]).map((choice) => ({ value: String(choice), label: String(choice) })) : [],
    test: (asked, { today }) => ownTest(id, kind, asked, today),
  }
}

function ownTest(field: number, kind: OwnField['kind'], asked: Asked, today: IsoDate): Test {
  const where = (condition: string, params: Record<string, string | number> = {}, not = false): Test => ({
    sql: `select customer_id from own_value where field_id = @field and ${condition}`,
    params: { field, ...params },
    not,
  })
  const { op, value } = asked
  const given = kind === 'number' || kind === 'yes-no' ? 'number is not null' : "coalesce(text, '') <> ''"
  const column = kind === 'number' ? 'number' : 'text'
  switch (op) {
    case 'empty':
    case 'never':
      return where(given, {}, true)
    case 'not-empty':
    case 'ever':
      return where(given)
    case 'is':
      if (kind === 'yes-no') return where('number = 1', {}, value === false)
      if (kind === 'number') return where('number = @value', { value: value as number })
      return { some: listOf(value).map((text) => where('text = @text collate nocase', { text })) }
    case 'is-not':
      return { every: listOf(value).map((text) => where('text = @text collate nocase', { text }, true)) }
    case 'contains':
      return where("text like @pattern escape '\\'", { pattern: `%${like(String(value))}%` })
    case 'starts-with':
      return where("text like @pattern escape '\\'", { pattern: `${like(String(value))}%` })
    case 'at-least':
      return where('number >= @value', { value: value as number })
    case 'at-most':
      return where('number <= @value', { value: value as number })
    case 'between': {
      const [low, high] = (value as (string | number)[]).toSorted((a, b) => (a < b ? -1 : 1)) as [string | number, string | number]
      return where(`${column} between @low and @high`, { low, high })
    }
    case 'before':
      return where("text < @day and text <> ''", { day: value as string })
    case 'after':
      return where('text > @day', { day: value as string })
    case 'within-days':
      return where('text >= @day', { day: addDays(today, -(value as number)) })
    default:
      return where("text < @day and text <> ''", { day: addDays(today, -Number(value)) })
  }
}
