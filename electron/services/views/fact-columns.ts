import type { Phase } from '#contract'

/** A missing day, year or age. Days are whole numbers such as 20260312, which compare like the calendar does. */
export const NONE = 0
export const PHASES = ['first-contact', 'after-purchase', 'repurchase'] as const satisfies readonly Phase[]
export const KINDS = ['person', 'firm'] as const
export const SALUTATIONS = ['none', 'ms', 'mr', 'diverse'] as const
export const ADDRESS_FORMS = ['formal', 'informal'] as const
/** A postcode of another shape than four or five figures. */
export const OTHER_POSTCODE = -1

const dayNumber = (day: string) => Number(day.slice(0, 4)) * 10_000 + Number(day.slice(5, 7)) * 100 + Number(day.slice(8, 10))
/** '2026-03-12' as 20260312. */
export const dayCode = (day: string | null): number => (day === null ? NONE : dayNumber(day))

/** Texts that repeat, each once, so that a customer needs only a number. */
export interface TextCodes {
  texts: string[]
  codes: Map<string, number>
}
export const textCodes = (): TextCodes => ({ texts: [], codes: new Map() })
export function codeOf({ texts, codes }: TextCodes, text: string): number {
  const known = codes.get(text)
  if (known !== undefined) return known
  codes.set(text, texts.length)
  return texts.push(text) - 1
}

const whole = (length: number) => new Int32Array(length)
const small = (length: number) => new Uint8Array(length)
const large = (length: number) => new Float64Array(length)
/** What is known of each customer, one array per figure: 16 to 60 bytes a customer instead of a row of three hundred. */
const MAKERS = {
  phase: small,
  phaseSince: whole,
  purchaseDays: whole,
  purchaseDays24: whole,
  firstDay: whole,
  lastDay: whole,
  net12: large,
  total: large,
  points: whole,
  card: small,
  email: small,
  phone: small,
  /** 312 for 12 March; NONE without a birthday. */
  birthday: whole,
  birthYear: whole,
  createdOn: whole,
  city: whole,
  postcode: whole,
  letter: whole,
  tagged: small,
  kind: small,
  salutation: small,
  addressForm: small,
  source: whole,
  sample: small,
  windowEnds: whole,
} as const
export type ColumnName = keyof typeof MAKERS
export type Columns = { [N in ColumnName]: ReturnType<(typeof MAKERS)[N]> }
export const COLUMN_NAMES = Object.keys(MAKERS) as ColumnName[]

/** Empty columns with room for so many customers. */
export function makeColumns(length: number): Columns {
  return Object.fromEntries(COLUMN_NAMES.map((name) => [name, MAKERS[name](length)])) as unknown as Columns
}

/** One customer as `READ_FACTS` answers it. */
export type FactRow = [
  id: number,
  phase: Phase,
  phaseSince: string,
  purchaseDays: number,
  purchaseDays24: number,
  firstDay: string | null,
  lastDay: string | null,
  net12: number,
  total: number,
  points: number,
  card: number,
  email: number,
  phone: number,
  birthday: string,
  createdOn: string,
  city: string,
  citySort: string,
  postcode: string,
  letter: string,
  tagged: number,
  kind: (typeof KINDS)[number],
  salutation: (typeof SALUTATIONS)[number],
  addressForm: (typeof ADDRESS_FORMS)[number],
  source: string,
  sample: number,
  windowEnds: string | null,
]
/** The read model's row and what only the customer's own row knows. */
export const READ_FACTS = `select s.customer_id, s.phase, s.phase_since, s.purchase_days, s.purchase_days_24, s.first_day, s.last_day, s.net12_cents,
  s.total_cents, s.points, s.card_number is not null, s.email <> '', s.phone <> '', s.birthday_sort, s.created_on, s.city, s.city_sort, s.postcode,
  substr(s.sort_name, 1, 1), s.tags <> '[]', c.kind, c.salutation, c.address_form, c.source, c.is_sample,
  s.window_ends
  from customer_summary s cross join customer c on c.id = s.customer_id`

/** '12-31-1979' or '~'. */
export function birthdayCode(sort: string): { birthday: number; birthYear: number } {
  if (sort === '~' || sort === '') return { birthday: NONE, birthYear: NONE }
  return { birthday: Number(sort.slice(0, 2)) * 100 + Number(sort.slice(3, 5)), birthYear: Number(sort.slice(6)) }
}
/** Postcodes of four figures, as in Austria, stand above those of five: 1060 is not 01060. */
export const FOUR_FIGURES = 100_000
export function postcodeCode(postcode: string): number {
  if (postcode === '') return NONE
  if (/^\d{5}$/.test(postcode)) return Number(postcode)
  return /^\d{4}$/.test(postcode) ? FOUR_FIGURES + Number(postcode) : OTHER_POSTCODE
}
