import type { CardSheet } from '#contract'

/** Where something lies on a page, from its top left corner, in millimetres. */
export interface Spot {
  x: number
  y: number
}
/** The geometry of what comes out of the printer; every length in millimetres. */
export interface Sheet {
  page: { width: number; height: number }
  card: { width: number; height: number; /** Corner radius of the finished card. */ radius: number }
  columns: number
  rows: number
  /** Top left corner of the first card. */
  first: Spot
  /** From one card's corner to the next one's. */
  pitch: Spot
}

/** One plastic card, ISO 7810 ID-1. */
const cr80: Sheet = {
  page: { width: 85.6, height: 53.98 },
  card: { width: 85.6, height: 53.98, radius: 3.18 },
  columns: 1,
  rows: 1,
  first: { x: 0, y: 0 },
  pitch: { x: 0, y: 0 },
}
/** Business card sheets on A4, 2 × 5 (checked against LibreOffice and gLabels); C32011 has the same cuts. */
const tenUp: Sheet = {
  page: { width: 210, height: 297 },
  card: { width: 85, height: 54, radius: 0 },
  columns: 2,
  rows: 5,
  first: { x: 15, y: 13.5 },
  pitch: { x: 95, y: 54 },
}
export const sheets: Record<CardSheet, Sheet> = { cr80, '32010': tenUp, '32011': tenUp }

/** How many cards one page takes. */
export const cardsPerPage = (sheet: Sheet): number => sheet.columns * sheet.rows

/**
 * Where the card in a position (0 = top left, row by row) lies. The back of a sheet is turned along its long edge,
 * so its columns are mirrored: what lies left in front lies right behind.
 */
export function spotOf(sheet: Sheet, position: number, side: 'front' | 'back'): Spot {
  const column = position % sheet.columns
  const row = Math.floor(position / sheet.columns)
  const seen = side === 'front' ? column : sheet.columns - 1 - column
  return { x: sheet.first.x + seen * sheet.pitch.x, y: sheet.first.y + row * sheet.pitch.y }
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
