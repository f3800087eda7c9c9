import type { ColumnTarget, ImportColumn, ImportMapping, ImportTarget, OwnTarget } from '#contract'
import { dayOrderOf } from './birthday.rules.ts'
import type { DayOrder } from './birthday.rules.ts'
import { guessColumn, guessWords } from './column-guess.ts'
import { detectLanguage, foldHeader, meaningIn } from './header-match.ts'
import type { ColumnMeaning } from './header-match.ts'
import type { ColumnGroup, HeaderLanguage } from './header-words.ts'

export interface PlannedColumn {
  index: number
  header: string
  target: ColumnTarget
  group: ColumnGroup
  /** Label of a number or address: what the column's name says ('home', 'work', 'mobile', 'fax'), or the cell of another column. */
  label: string
  labelColumn: number | null
}
/** What each column of a CSV file means. */
export interface CsvPlan {
  language: HeaderLanguage | null
  columns: PlannedColumn[]
  dayOrder: DayOrder
  /** An address book says where a person works; a customer list says who the customer is. */
  isAddressBook: boolean
}

/** A field of the owner's own to which a column can go. */
export interface OwnColumn {
  target: OwnTarget
  name: string
}

/**
 * Decides what each column means: by its name, else by what it holds. `mapping` overrides position by position; a mapping that is
 * too short leaves the rest out.
 */
export function planColumns(
  header: readonly string[] | null,
  sample: readonly string[][],
  mapping: ImportMapping | undefined,
  own: readonly OwnColumn[],
): CsvPlan {
  const width = Math.max(header?.length ?? 0, usualWidth(sample))
  const names = Array.from({ length: width }, (_, index) => (header?.[index] ?? '').trim())
  const language = header ? detectLanguage(names) : null
  const meanings = names.map((name) => (header ? meaningIn(language, name) : null))
  const valuesOf = (index: number) => sample.map((cells) => cells[index] ?? '')
  const targets: ColumnTarget[] = mapping ? names.map((_, index) => mapping[index] ?? 'ignore') : guessed(names, meanings, sample)
  settleOwn(names, targets, mapping ? null : meanings, own)
  const columns = names.map((name, index): PlannedColumn => {
    const meaning = meanings[index]
    const target = targets[index]!
    const group = meaning?.group ?? ''
    const labelColumn = meaning?.pair ? meanings.findIndex((other) => other?.labelOf === meaning.pair) : -1
    return { index, header: name, target, group, label: labelFor(target, group), labelColumn: labelColumn < 0 ? null : labelColumn }
  })
  const days = columns.filter((column) => column.target === 'birthday').flatMap((column) => valuesOf(column.index))
  const isEnglish = language !== null && (language.endsWith('en') || language === 'google' || language === 'yahoo')
  return {
    language,
    columns,
    dayOrder: dayOrderOf(days, isEnglish ? 'month-first' : 'day-first'),
    isAddressBook: language !== null && language !== 'de' && language !== 'en',
  }
}

/** How many cells most rows have, so that one broken row does not make the table wider. */
function usualWidth(sample: readonly string[][]): number {
  const counts = new Map<number, number>()
  for (const { length } of sample) counts.set(length, (counts.get(length) ?? 0) + 1)
  return [...counts].reduce((best, other) => (other[1] > best[1] ? other : best), [0, 0])[0]
}

function guessed(names: readonly string[], meanings: readonly (ColumnMeaning | null)[], sample: readonly string[][]): ImportTarget[] {
  const valuesOf = (index: number) => sample.map((cells) => cells[index] ?? '')
  const targets = names.map((_, index): ImportTarget => meanings[index]?.target ?? 'ignore')
  for (const index of names.keys()) {
    if (meanings[index]) continue
    const target = guessColumn(valuesOf(index))
    if (target && (target === 'phone' || target === 'web' || !targets.includes(target))) targets[index] = target
    else if (target === 'email') targets[index] = 'email2'
  }
  if (meanings.every((meaning) => meaning === null))
    guessWords(
      names.map((_, index) => valuesOf(index)),
      targets,
    )
  settleMeanings(names, targets, sample)
  return targets
}

/** What our own export writes before the name of a field that is called like one of ours. */
const MARKED = /^(?:eigenes feld|own field):\s*/i

/**
 * A column that is called like a field of the owner's own goes there, unless its name means something of ours; one whose field is gone
 * goes nowhere.
 */
function settleOwn(
  names: readonly string[],
  targets: ColumnTarget[],
  meanings: readonly (ColumnMeaning | null)[] | null,
  own: readonly OwnColumn[],
): void {
  const marked = new Set(names.filter((name) => MARKED.test(name)).map((name) => fieldNamed(name.replace(MARKED, ''), own)))
  for (const [index, target] of targets.entries()) {
    const name = names[index]!
    const field = fieldNamed(name.replace(MARKED, ''), own)
    const meaning = meanings?.[index]
    const isFree = MARKED.test(name) || ((meaning === null || (meaning?.target === 'ignore' && meaning.labelOf === undefined)) && !marked.has(field))
    if (meanings && field && isFree) targets[index] = field.target
    else if (target.startsWith('own:') && !own.some((other) => other.target === target)) targets[index] = 'ignore'
  }
}
function fieldNamed(name: string, own: readonly OwnColumn[]): OwnColumn | undefined {
  const same = (text: string) => text.normalize('NFC').trim().toLowerCase()
  const folded = foldHeader(name)
  return own.find((field) => same(field.name) === same(name)) ?? own.find((field) => folded !== '' && foldHeader(field.name) === folded)
}

/** Words that mean something else beside others: "Name; Vorname" are family and given name, "Name" alone is both. */
function settleMeanings(names: readonly string[], targets: ImportTarget[], sample: readonly string[][]): void {
  const named = (word: string) => names.findIndex((name) => foldHeader(name) === word)
  const nameColumn = named('name')
  if (nameColumn >= 0 && targets[nameColumn] === 'fullName' && targets.includes('firstName') && !targets.includes('lastName'))
    targets[nameColumn] = 'lastName'
  // "Name 1" and "Name 2" of an invoice program hold a firm and its addition where nothing else names a person.
  const nameOne = named('name1')
  if (nameOne >= 0 && targets[nameOne] === 'lastName' && !targets.includes('firstName')) targets[nameOne] = 'fullName'
  // "Nr" is the customer's number unless a column says so in full or it only counts the rows.
  for (const word of ['nr', 'nummer', 'number', 'no']) {
    const index = named(word)
    if (index >= 0 && targets[index] === 'number' && targets.filter((target) => target === 'number').length > 1) targets[index] = 'ignore'
  }
  // A column "ID" is the number where there is no other and the values are short.
  const id = named('id')
  if (id >= 0 && targets[id] === 'externalId' && !targets.includes('number') && sample.every((cells) => (cells[id] ?? '').length <= 20))
    targets[id] = 'number'
}

function labelFor(target: ColumnTarget, group: ColumnGroup): string {
  if (target === 'mobile') return 'mobile'
  if (target === 'fax') return 'fax'
  return group === 'home' || group === 'work' || group === 'other' ? group : ''
}

/** The columns as the preview shows them, each with the first value it holds. */
export const columnsFor = (plan: CsvPlan, sample: readonly string[][]): ImportColumn[] =>
  plan.columns.map(({ index, header, target }) => ({
    index,
    header,
    target,
    example: (sample.map((cells) => (cells[index] ?? '').trim()).find((value) => value !== '') ?? '').slice(0, 200),
  }))
