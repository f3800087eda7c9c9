import { z } from 'zod'

/** What cards are printed on, by the number on the box; boxes with the same cuts share one geometry. `cr80` is a plastic card. */
export const CardSheet = z.enum(
  ['cr80', '32010', '32011', 'C32010', 'C32011', 'C9312', 'C32015', '3474', '3475', '3490', 'L7160', '3659', '4781'],
  'card-sheet-unknown',
)
export type CardSheet = z.infer<typeof CardSheet>

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
  /** The back of a label sticks: everything stands on its one face. */
  isLabel: boolean
}

const a4 = { width: 210, height: 297 }
function sheet(columns: number, rows: number, size: [number, number], first: [number, number], pitch: [number, number], isLabel: boolean): Sheet {
  const [width, height] = size
  const spot = ([x, y]: [number, number]): Spot => ({ x, y })
  return { page: a4, card: { width, height, radius: 0 }, columns, rows, first: spot(first), pitch: spot(pitch), isLabel }
}

/** ISO 7810 ID-1. */
const plastic: Sheet = {
  page: { width: 85.6, height: 53.98 },
  card: { width: 85.6, height: 53.98, radius: 3.18 },
  columns: 1,
  rows: 1,
  first: { x: 0, y: 0 },
  pitch: { x: 0, y: 0 },
  isLabel: false,
}
const tenCards = sheet(2, 5, [85, 54], [15, 13.5], [95, 54], false)
const eightCards = sheet(2, 4, [85, 54], [17, 31.5], [91, 60], false)
// gLabels begins this sheet at 0, LibreOffice with a pitch of 37.1; half a millimetre centres 8 × 37 on 297.
const labels70x37 = sheet(3, 8, [70, 37], [0, 0.5], [70, 37], true)
const labels70x36 = sheet(3, 8, [70, 36], [0, 4.5], [70, 36], true)
const labels63x38 = sheet(3, 7, [63.5, 38.1], [7.2, 15.15], [66.04, 38.1], true)
const labels97x42 = sheet(2, 6, [97, 42.3], [8, 21.5], [97, 42.3], true)

/** All sheets (checked against LibreOffice and gLabels). */
export const cardSheets: Record<CardSheet, Sheet> = {
  cr80: plastic,
  '32010': tenCards,
  '32011': tenCards,
  C32010: tenCards,
  C32011: tenCards,
  C9312: eightCards,
  C32015: eightCards,
  '3474': labels70x37,
  '3475': labels70x36,
  '3490': labels70x36,
  L7160: labels63x38,
  '3659': labels97x42,
  '4781': labels97x42,
}

/** How many cards one page takes. */
export const cardsPerPage = ({ columns, rows }: Sheet): number => columns * rows

/** Furthest correction of a printer, in millimetres. */
export const FURTHEST_OFFSET_MM = 5
const isInTenths = (value: number) => Math.abs(value * 10 - Math.round(value * 10)) < 1e-6
/** How far a printer is out: up to 5 mm in steps of a tenth. */
export const PrintOffset = z
  .number('print-offset-range')
  .min(-FURTHEST_OFFSET_MM, 'print-offset-range')
  .max(FURTHEST_OFFSET_MM, 'print-offset-range')
  .refine(isInTenths, 'print-offset-range')
/** What the owner has found out about one printer; '' where no name was given. */
export const PrinterOffset = z.object({ name: z.string().max(120), offsetXMm: PrintOffset, offsetYMm: PrintOffset })
export type PrinterOffset = z.infer<typeof PrinterOffset>
