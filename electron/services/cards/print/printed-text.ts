import { escapeHtml } from './escape-html.ts'
import { fitted } from './fit-text.ts'
import type { ReadableBox } from './fit-text.ts'

/** 6 pt: below that nobody reads a card without a glass. */
const READABLE_MM = 2.1

/** A paragraph at the largest size that fits; nothing where there is no text. */
export function paragraph(kind: string, content: string, box: Omit<ReadableBox, 'smallestMm'> & { smallestMm?: number }): string {
  if (content === '') return ''
  const { text, sizeMm } = fitted(content, { smallestMm: READABLE_MM, ...box })
  return `<p class="${kind}" dir="auto" style="font-size:${sizeMm}mm;line-height:${box.line}">${escapeHtml(text)}</p>`
}
