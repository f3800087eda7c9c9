import { placeholderNames, textParts } from '#contract'
import type { MissingValue, Placeholder } from '#contract'
import { language, tt } from '../words.ts'

/** What a placeholder is called: "Letzter Einkauf". */
export const placeholderWords = (name: Placeholder): string => tt(`texts.placeholder.${name}`)

/** The same for a value that is missing. */
export const missingName = ({ placeholder }: MissingValue): string =>
  placeholderWords(placeholderNames.find((name) => name === placeholder) ?? 'Anrede')

/** How it is written into a text: in the owner's language where that is understood. */
export function spelled(name: Placeholder): string {
  const own = `{${placeholderWords(name)}}`
  const [part] = textParts(own)
  return language.value === 'en' && part?.kind === 'placeholder' && part.name === name ? own : `{${name}}`
}
