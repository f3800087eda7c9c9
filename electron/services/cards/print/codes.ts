import type { DrawingContext } from 'bwip-js/generic'

/**
 * One dot of a 300 dpi printer in millimetres. Codes are built of whole dots and laid on whole dots of the page: on 300, 600
 * and 1200 dpi every edge is sharp, and a reader of the rasterised page meets no grey.
 */
export const DOT_MM = 25.4 / 300
/** The nearest whole dot; at most 0.042 mm away, far below what paper feeds can hold. */
export const dotsOf = (lengthMm: number): number => Math.round(lengthMm / DOT_MM)

/** GS1 General Specifications: module 0.264 to 0.66 mm (here 0.339), quiet zones of 11 and 7 modules, 16 mm high on a card of 54. */
export const EAN = { moduleDots: 4, quietLeft: 11, modules: 95, quietRight: 7, heightDots: 189 } as const
/** At least 0.4 mm a module (here 0.762), four modules of quiet on every side (ISO/IEC 18004); version 1 holds the content. */
export const QR = { moduleDots: 9, modules: 21, quiet: 4 } as const
/** What tells our QR codes from others. */
export const QR_PREFIX = 'SK1:'

/** Draws codes as SVG paths; `left` and `top` say in dots where the first bar or module lies, outside the quiet zone. */
export interface CodeMaker {
  /** EAN-13 of 13 digits; throws on a wrong check digit. */
  ean13(number: string, left: number, top: number): string
  /** QR, error correction M; up to 20 digits and capitals fit the smallest symbol. */
  qr(text: string, left: number, top: number, moduleDots?: number): string
}

/** Loads the symbol library when something is printed; at start it would cost every command its reading time. */
export async function loadCodeMaker(): Promise<CodeMaker> {
  const { ean13, qrcode } = await import('bwip-js/generic')
  return {
    ean13(number, left, top) {
      const { bars } = ean13<Collected>({ bcid: 'ean13', text: number, scale: 1, includetext: false }, collector())
      const bar = (x: number, width: number) =>
        outline(
          [
            [x, 0],
            [x + width, 0],
            [x + width, 1],
            [x, 1],
          ],
          ([atX, atY]) => [left + atX * EAN.moduleDots, top + atY * EAN.heightDots],
        )
      const path = bars.map(({ x, width }) => bar(x, width))
      return `<path class="ean" d="${path.join('')}"/>`
    },
    qr(text, left, top, moduleDots = QR.moduleDots) {
      const input = { bcid: 'qrcode', text, eclevel: 'M', scale: 1 } as const
      const { outlines, size } = qrcode(input, collector()) as unknown as Collected
      // The library draws upwards.
      const path = outlines.map((points) => outline(points, ([x, y]) => [left + x * moduleDots, top + (size - y) * moduleDots]))
      return `<path class="qr" fill-rule="evenodd" d="${path.join('')}"/>`
    },
  }
}

type Point = [x: number, y: number]
/** How far black stays inside its dots: enough that no rounding touches the next dot, far too little to see (1.7 µm). */
const HAIR = 0.02

/** A closed path around black, which lies to the right of the way; each corner a hair inside. Edges are upright or level. */
function outline(points: readonly Point[], place: (point: Point) => Point): string {
  const corners = points.map(place)
  const way = (from: Point, to: Point) => ({ x: Math.sign(to[0] - from[0]), y: Math.sign(to[1] - from[1]) })
  const inside = corners.map((corner, index) => {
    const before = way(corners.at(index - 1)!, corner)
    const after = way(corner, corners[(index + 1) % corners.length]!)
    return `${round(corner[0] - HAIR * (before.y + after.y))} ${round(corner[1] + HAIR * (before.x + after.x))}`
  })
  return `M${inside.join('L')}z`
}
const round = (dots: number) => Math.round(dots * 100) / 100

interface Collected {
  bars: { x: number; width: number }[]
  outlines: Point[][]
  /** Edge of a square symbol in modules. */
  size: number
}
/** Takes the library's strokes as modules instead of pixels, so that lengths stay exact. */
function collector(): DrawingContext<Collected> {
  const collected: Collected = { bars: [], outlines: [], size: 0 }
  return {
    scale: () => [1, 1],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init(width) {
      collected.size = width
    },
    // A bar is given by its middle, rounded up to a whole module.
    line(x, _y, _x, _y2, width) {
      collected.bars.push({ x: x - Math.ceil(width / 2), width })
    },
    polygon(points) {
      collected.outlines.push(points)
    },
    hexagon() {},
    ellipse() {},
    fill() {},
    text() {},
    end: () => collected,
  }
}
