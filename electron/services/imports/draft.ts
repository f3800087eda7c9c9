import type { Address, Birthday, ContactPerson, CustomerKind, DetailKind, RowProblem, Salutation, VcardExtra } from '#contract'

/** A phone number, e-mail or web address as a file says it. `normal` is what equal ones are known by; null where it cannot be read. */
export interface DraftDetail {
  kind: DetailKind
  value: string
  normal: string | null
  label: string
}

/** What one row of a file says about a customer. Empty means that the file says nothing, never that something is to be emptied. */
export interface Draft {
  number: string
  kind: CustomerKind
  salutation: Salutation
  title: string
  firstName: string
  lastName: string
  nameAddition: string
  firmName: string
  addressForm: 'formal' | 'informal' | null
  letterGreeting: string
  birthday: Birthday | null
  memo: string
  source: string
  tags: string[]
  details: DraftDetail[]
  addresses: Address[]
  contactPersons: ContactPerson[]
  reference: { system: string; value: string } | null
  /** Properties without a place of their own, as they were read. */
  extra: VcardExtra
  /** A picture, as its bytes; left out where there is none, as the next one. */
  photo?: Uint8Array
  /** Values of the owner's own fields by the field's id. */
  own?: Record<string, string>
}

export const emptyDraft = (): Draft => ({
  number: '',
  kind: 'person',
  salutation: 'none',
  title: '',
  firstName: '',
  lastName: '',
  nameAddition: '',
  firmName: '',
  addressForm: null,
  letterGreeting: '',
  birthday: null,
  memo: '',
  source: '',
  tags: [],
  details: [],
  addresses: [],
  contactPersons: [],
  reference: null,
  extra: {},
})

/** One row or card of a file: what it says, or why it stays out (then `draft` is null). */
export interface SourceRow {
  line: number
  draft: Draft | null
  problems: RowProblem[]
  /** The row as it stands in the file: its cells, or the text of the card as one cell. */
  raw: readonly string[]
}
