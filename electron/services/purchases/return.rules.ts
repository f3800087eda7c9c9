import { lineListCents, milliOf } from '#contract'
import type { ArticleId, Back, PurchaseLineId } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { spread } from './spread.rules.ts'

/** A line of a receipt with what can still come back of it. */
export interface OpenLine {
  id: PurchaseLineId
  articleId: ArticleId | null
  name: string
  text: string
  unitCents: number
  vatBp: number | null
  earnsPoints: boolean
  leftMilli: number
  leftCents: number
}
/** What goes back of one line; positive. */
interface LineBack {
  line: OpenLine
  milli: number
  cents: number
}
/** What a return books; negative, ready to be written down. */
export interface ReturnedLine {
  returnsLineId: PurchaseLineId
  articleId: ArticleId | null
  text: string
  quantityMilli: number
  unitCents: number
  discountCents: number
  netCents: number
  vatBp: number | null
  earnsPoints: boolean
}
export interface PlannedReturn {
  lines: ReturnedLine[]
  totalCents: number
  listCents: number
}

/**
 * The part of a line's money that goes with so much of its quantity: of what is left, not of what it once cost. So the last piece takes
 * whatever is left, and returns in any order come to the whole line exactly.
 */
function shareOf({ leftMilli, leftCents }: OpenLine, milli: number): number {
  return spread(leftCents, [milli, leftMilli - milli])[0]!
}

function chosenLines(open: readonly OpenLine[], wished: NonNullable<Back['lines']>): LineBack[] {
  const milliById = new Map<PurchaseLineId, number>()
  for (const { lineId, quantity } of wished) milliById.set(lineId, (milliById.get(lineId) ?? 0) + milliOf(quantity))
  return [...milliById].map(([lineId, milli]) => {
    const line = open.find(({ id }) => id === lineId)
    if (!line) throw new AppError('missing', 'return-line-unknown')
    if (milli > line.leftMilli) throw new AppError('conflict', 'return-quantity-too-large', { name: line.name, left: line.leftMilli / 1000 })
    return { line, milli, cents: shareOf(line, milli) }
  })
}

function booked({ line, milli, cents }: LineBack): ReturnedLine {
  const list = 0 - lineListCents(milli, line.unitCents)
  return {
    returnsLineId: line.id,
    articleId: line.articleId,
    text: line.text,
    quantityMilli: 0 - milli,
    // Money alone has neither quantity nor price.
    unitCents: milli === 0 ? 0 : line.unitCents,
    discountCents: milli === 0 ? 0 : list + cents,
    netCents: 0 - cents,
    vatBp: line.vatBp,
    earnsPoints: line.earnsPoints,
  }
}

/** What comes back of a receipt. An amount is spread over its lines by what is left of each; a receipt without lines knows amounts only. */
export function planReturn(leftCents: number, open: readonly OpenLine[], { lines, amountCents }: Pick<Back, 'lines' | 'amountCents'>): PlannedReturn {
  if (leftCents === 0 && open.every(({ leftMilli }) => leftMilli === 0)) throw new AppError('conflict', 'return-nothing-left')
  if (amountCents !== undefined && amountCents > leftCents) throw new AppError('conflict', 'return-amount-too-large', { leftCents })
  let back: LineBack[]
  if (lines) back = chosenLines(open, lines)
  else if (amountCents === undefined) back = open.map((line) => ({ line, milli: line.leftMilli, cents: line.leftCents }))
  else {
    const shares = spread(
      amountCents,
      open.map((line) => line.leftCents),
    )
    back = open.map((line, place) => ({ line, milli: 0, cents: shares[place]! }))
  }
  const moved = back.filter(({ milli, cents }) => milli > 0 || cents > 0).map(booked)
  const total = open.length > 0 ? moved.reduce((sum, { netCents }) => sum + netCents, 0) : 0 - (amountCents ?? leftCents)
  const list = moved.reduce((sum, line) => sum + line.netCents + line.discountCents, 0)
  return { lines: moved, totalCents: total, listCents: amountCents !== undefined || open.length === 0 ? total : list }
}
