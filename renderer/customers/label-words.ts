import { tt } from '../words.ts'

/** Labels that are stored as codes, so that both languages can say them; any other label is the owner's own word. */
const CODES = ['home', 'work', 'mobile', 'fax', 'pager', 'other'] as const
type LabelCode = (typeof CODES)[number]
const isCode = (label: string): label is LabelCode => (CODES as readonly string[]).includes(label)

/** What a reader sees of a stored label. */
export const labelWords = (label: string): string => (isCode(label) ? tt(`customers.label.${label}`) : label)

/** What is stored of a label as typed. */
export function labelStored(typed: string): string {
  const word = typed.trim()
  return CODES.find((code) => tt(`customers.label.${code}`).toLowerCase() === word.toLowerCase()) ?? word
}
