import { cardsPerPage } from '#contract'
import type { Sheet, Spot } from '#contract'

/** What is printed stays this far from the edge of a card, and from the edge of a sheet, which printers cannot reach. */
const FROM_CARD_MM = 3
const FROM_SHEET_MM = 5

/** How far from its own edges text and codes of a card stay, so that it holds in every position of the sheet. */
export function safeInset({ page, card, columns, rows, first, pitch }: Sheet): { x: number; y: number } {
  const right = page.width - (first.x + (columns - 1) * pitch.x + card.width)
  const bottom = page.height - (first.y + (rows - 1) * pitch.y + card.height)
  const inset = (before: number, after: number) => Math.max(FROM_CARD_MM, FROM_SHEET_MM - Math.min(before, after))
  return columns * rows === 1 ? { x: FROM_CARD_MM, y: FROM_CARD_MM } : { x: inset(first.x, right), y: inset(first.y, bottom) }
}

/**
 * Where the card in a position (0 = top left, row by row) lies. The back of a sheet is turned along its long edge,
 * so its columns are mirrored: what lies left in front lies right behind.
 */
export function spotOf(sheet: Sheet, position: number, side: 'front' | 'back'): Spot {
  const column = position % sheet.columns
  const row = Math.floor(position / sheet.columns)
  const x = sheet.first.x + column * sheet.pitch.x
  const y = sheet.first.y + row * sheet.pitch.y
  // Turning the paper mirrors it about its own middle, whatever its margins are.
  return { x: side === 'front' ? x : sheet.page.width - x - sheet.card.width, y }
}

/** Which items share a page, with their positions, when the first one goes to `startPosition` (1 = top left). */
export function pagesFor<T>(sheet: Sheet, items: readonly T[], startPosition: number): { item: T; position: number }[][] {
  const perPage = cardsPerPage(sheet)
  const offset = perPage === 1 ? 0 : startPosition - 1
  const pages: { item: T; position: number }[][] = []
  items.forEach((item, index) => {
    const place = offset + index
    ;(pages[Math.floor(place / perPage)] ??= []).push({ item, position: place % perPage })
  })
  return pages
}
