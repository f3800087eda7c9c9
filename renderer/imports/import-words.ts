import { tillReasons } from '#contract'
import type { ImportEncoding, ImportKey, ImportMode, ImportOrigin, ImportPreview, ImportRun, ImportTarget, SuspectRow, TillTarget } from '#contract'
import { failureSentence, formatCents, tt } from '../words.ts'
import type { WordKey } from '../words.ts'

/** One figure of an import. `shown`: how it is written where it is no plain number. */
export interface CountTile {
  key: 'created' | 'returns' | 'updated' | 'unchanged' | 'failed' | 'net'
  count: number
  word: string
  shown?: string
}

/** What is wrong with rows of one kind, short enough for a list. */
const problems: Readonly<Record<string, WordKey>> = {
  'import-row-without-name': 'imports.problem.noName',
  'import-row-phone': 'imports.problem.phone',
  'import-row-email': 'imports.problem.email',
  'import-row-birthday': 'imports.problem.birthday',
  'import-row-birthday-future': 'imports.problem.birthdayFuture',
  'import-row-too-long': 'imports.problem.tooLong',
  'import-row-columns': 'imports.problem.columns',
  'import-row-number-taken': 'imports.problem.numberTaken',
  'import-vcard-broken': 'imports.problem.vcardBroken',
  'import-quotes-unbalanced': 'imports.problem.quotes',
  'import-row-known': 'imports.problem.known',
  'import-row-not-found': 'imports.problem.notFound',
  'import-row-key-missing': 'imports.problem.keyMissing',
  'import-row-key-twice': 'imports.problem.keyTwice',
  'import-row-key-several': 'imports.problem.keySeveral',
  'import-row-photo': 'imports.problem.photo',
  'import-row-photo-large': 'imports.problem.photoLarge',
  'import-row-own-value': 'imports.problem.ownValue',
  'import-row-maybe-duplicate': 'imports.problem.maybeDuplicate',
}
export const problemWord = (reason: string): string => {
  const key = problems[reason]
  return key ? tt(key) : failureSentence({ code: 'invalid', reason: reason as never, detail: {} })
}
/** Every reason in the reader's language, for the file of rows that stayed out. */
export const problemWords = (): Record<string, string> =>
  Object.fromEntries([...Object.keys(problems), ...tillReasons].map((reason) => [reason, problemWord(reason)]))

const encodings: Record<ImportEncoding, WordKey> = {
  'utf-8': 'imports.encodings.utf8',
  'windows-1252': 'imports.encodings.windows',
  'utf-16le': 'imports.encodings.utf16le',
  'utf-16be': 'imports.encodings.utf16be',
}
export const encodingChoices = () => (Object.keys(encodings) as ImportEncoding[]).map((value) => ({ value, label: tt(encodings[value]) }))

const delimiters: Readonly<Record<string, WordKey>> = {
  ';': 'imports.delimiters.semicolon',
  ',': 'imports.delimiters.comma',
  '\t': 'imports.delimiters.tab',
  '|': 'imports.delimiters.bar',
  ' ': 'imports.delimiters.blanks',
}
export const delimiterWord = (sign: string): string => {
  const key = delimiters[sign]
  return key ? tt(key) : tt('imports.delimiters.other', { sign })
}
/** The usual signs, and the one that the file has. */
export const delimiterChoices = (current: string) =>
  [...new Set([...Object.keys(delimiters).filter((sign) => sign !== ' '), current])].map((value) => ({ value, label: delimiterWord(value) }))

/** Whether letters show what reading with a wrong character set leaves behind: `MÃ¼ller`, `M�ller`. */
export const looksWrong = (text: string): boolean => /\uFFFD|[ÃÂ][\u0080-\u00BF\u0152-\u0178\u2013-\u2122]|[\u0080-\u009F]/.test(text)

/** What a file is like, in a line: rows, columns, delimiter. */
export function fileFacts({ format, rows, columns: ofCustomers, delimiter, till }: ImportPreview): string {
  const columns = till?.columns ?? ofCustomers
  if (format === 'vcard') return tt('imports.file.factsVcard', { rows: tt('imports.file.contacts', { count: rows }) })
  if (format === 'xlsx')
    return tt('imports.file.factsSheet', {
      rows: tt('imports.file.rows', { count: rows }),
      columns: tt('imports.file.columns', { count: columns.length }),
    })
  const many = { rows: tt('imports.file.rows', { count: rows }), columns: tt('imports.file.columns', { count: columns.length }) }
  return tt('imports.file.facts', { ...many, delimiter: delimiterWord(delimiter ?? ',') })
}

const targets = {
  ignore: 'imports.target.ignore',
  number: 'imports.target.number',
  kind: 'imports.target.kind',
  salutation: 'imports.target.salutation',
  title: 'imports.target.title',
  firstName: 'imports.target.firstName',
  lastName: 'imports.target.lastName',
  fullName: 'imports.target.fullName',
  nameAddition: 'imports.target.nameAddition',
  firmName: 'imports.target.firmName',
  personRole: 'imports.target.personRole',
  personPhone: 'imports.target.personPhone',
  personEmail: 'imports.target.personEmail',
  phone: 'imports.target.phone',
  phone2: 'imports.target.phone2',
  mobile: 'imports.target.mobile',
  fax: 'imports.target.fax',
  email: 'imports.target.email',
  email2: 'imports.target.email2',
  web: 'imports.target.web',
  street: 'imports.target.street',
  houseNumber: 'imports.target.houseNumber',
  addressAddition: 'imports.target.addressAddition',
  postcode: 'imports.target.postcode',
  city: 'imports.target.city',
  country: 'imports.target.country',
  birthday: 'imports.target.birthday',
  birthDay: 'imports.target.birthDay',
  birthMonth: 'imports.target.birthMonth',
  birthYear: 'imports.target.birthYear',
  addressForm: 'imports.target.addressForm',
  letterGreeting: 'imports.target.letterGreeting',
  memo: 'imports.target.memo',
  source: 'imports.target.source',
  tags: 'imports.target.tags',
  externalId: 'imports.target.externalId',
} satisfies Record<ImportTarget, WordKey>
/** Where a column can go, in the order of the list. */
export const targetChoices = () => (Object.keys(targets) as ImportTarget[]).map((value) => ({ value, label: tt(targets[value]) }))

const tillTargets = [
  'ignore',
  'receiptNo',
  'day',
  'customerNumber',
  'cardNumber',
  'email',
  'externalId',
  'customerName',
  'articleNumber',
  'articleName',
  'quantity',
  'unitPrice',
  'lineTotal',
  'receiptTotal',
  'discount',
  'vat',
  'channel',
  'cancelled',
] as const satisfies readonly TillTarget[]
/** Where a column of a till's file can go. */
export const tillTargetChoices = () => tillTargets.map((value) => ({ value, label: tt(`till.target.${value}`) }))

/** Names of programs are the same in every language. */
const origins: Record<ImportOrigin, string> = {
  outlook: 'Outlook',
  google: 'Google',
  apple: 'Apple',
  thunderbird: 'Thunderbird',
  android: 'Android',
  orgamax: 'orgaMAX',
  lexware: 'Lexware',
  'windows-live': 'Windows Live',
  yahoo: 'Yahoo',
}
export const originSentence = (origin: ImportOrigin): string => tt('imports.origin', { program: origins[origin] })

const modes = ['both', 'create', 'update'] as const satisfies readonly ImportMode[]
export const modeChoices = () => modes.map((value) => ({ value, label: tt(`imports.mode.${value}`) }))
/** What customers can be known by; '' is the usual way. */
export const keyChoices = (keys: readonly ImportKey[]) => [
  { value: '' as const, label: tt('imports.key.usual') },
  ...keys.map((value) => ({ value, label: tt(`imports.key.${value}`) })),
]
/** How a run was told to go, where that was not the usual; else empty. */
export const ruleSentence = ({ mode, key }: { mode: ImportMode; key: ImportKey | null }): string =>
  [mode === 'both' ? '' : tt(`imports.mode.${mode}`), key === null ? '' : tt('imports.key.by', { key: tt(`imports.key.${key}`) })]
    .filter(Boolean)
    .join(', ')

/** "392 Einkäufe, 69 Rückgaben, 197.403,90 €": what a till's file brought. */
export const tillFacts = ({ created, returns, netCents }: Pick<ImportRun, 'created' | 'returns' | 'netCents'>): string =>
  tt('till.history.facts', {
    receipts: tt('till.history.receipts', { count: created }),
    returns: tt('till.history.returns', { count: returns }),
    amount: formatCents(netCents),
  })

/** "gleicher Nachname, ähnlicher Vorname": why a row may be somebody who is there already. */
export const reasonWords = (reasons: SuspectRow['reasons']): string => reasons.map((fact) => tt(`duplicates.fact.${fact}`)).join(', ')
