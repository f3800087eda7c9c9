/**
 * Widths of Inter at weight 650 in em, rounded up (measured; lighter weights are narrower). A card is printed without a
 * script that could measure, so the size of a long name is found from these: an upper bound, never too small.
 */
const WIDTHS: readonly (readonly [em: number, characters: string])[] = [
  [0.25, ' '],
  [0.3, 'Iijlı'],
  [0.35, "!',.:;¡¦·"],
  [0.4, '()/[\\]`ft|´'],
  [0.5, '1r-^_{}°'],
  [0.55, '"*'],
  [0.6, '7?FJLaceksvxyz'],
  [0.65, '235689#EPbdghnopqu»«'],
  [0.7, '04$&+<=>BRSTZ~Þßþð'],
  [0.75, 'ACDGHKUVXYĐ'],
  [0.8, 'NOQØÐ'],
  [0.85, 'w'],
  [0.95, 'Mmæ'],
  [1.05, '%@WÆŒœ…'],
]
const widthOf = new Map(WIDTHS.flatMap(([em, characters]) => [...characters].map((character) => [character, em] as const)))
/** Scripts that fall back to a font of the system: no measure, so a generous one. */
const OTHER_EM = 1
const WIDE_EM = 1.4

/** Upper bound of how wide a text is, in em. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text.normalize('NFD')) {
    if (/\p{M}/u.test(character)) continue
    width += widthOf.get(character) ?? (character.codePointAt(0)! >= 0x1100 ? WIDE_EM : OTHER_EM)
  }
  return width
}

/** How many lines a text takes at most when `lineEm` fits on one: words move down whole, a word longer than a line is broken. */
export function linesOf(text: string, lineEm: number): number {
  let lines = 1
  let used = 0
  for (const word of text.split(' ')) {
    const width = textWidth(word)
    const space = used > 0 ? widthOf.get(' ')! : 0
    if (used + space + width <= lineEm) used += space + width
    else if (width <= lineEm) {
      lines += 1
      used = width
    } else {
      // Breaking wastes up to one wide character at each line's end.
      const broken = Math.ceil(width / Math.max(lineEm - WIDE_EM, WIDE_EM))
      lines += used > 0 ? broken : broken - 1
      used = lineEm
    }
  }
  return lines
}

export interface TextBox {
  widthMm: number
  heightMm: number
  largestMm: number
  /** Height of a line in em. */
  line: number
}
/** The largest type size in millimetres at which all of the text stands in its box. */
export function fittingSize(text: string, { widthMm, heightMm, largestMm, line }: TextBox): number {
  let size = largestMm
  while (size > 0.5 && linesOf(text, widthMm / size) * size * line > heightMm) size *= 0.96
  return Math.floor(size * 100) / 100
}

export interface ReadableBox extends TextBox {
  /** Below this nobody can read it; what does not fit then ends in an ellipsis. */
  smallestMm: number
  /** At most so many lines; as many as the height takes where there is none. */
  lines?: number
}
/** A text as it is printed. */
export interface FittedText {
  text: string
  sizeMm: number
}
const graphemes = new Intl.Segmenter('de', { granularity: 'grapheme' })

/** The text at the largest size at which all of it stands in its box, or as much of it as fits at the smallest. */
export function fitted(content: string, box: ReadableBox): FittedText {
  const fits = (text: string, size: number) => {
    const lines = linesOf(text, box.widthMm / size)
    return lines <= (box.lines ?? lines) && lines * size * box.line <= box.heightMm
  }
  for (let size = box.largestMm; size >= box.smallestMm; size *= 0.96)
    if (fits(content, size)) return { text: content, sizeMm: Math.floor(size * 100) / 100 }
  return { text: shortened(content, (text) => fits(text, box.smallestMm)), sizeMm: box.smallestMm }
}

/** The longest beginning that still fits with an ellipsis behind it. */
function shortened(content: string, fits: (text: string) => boolean): string {
  // No box of a card takes more; thousands of characters need not be cut up.
  const parts = [...graphemes.segment(content.slice(0, 2000))].map(({ segment }) => segment)
  const cut = (count: number) => `${parts.slice(0, count).join('').trimEnd()}…`
  let [some, all] = [0, parts.length]
  while (some < all) {
    const middle = Math.ceil((some + all) / 2)
    if (fits(cut(middle))) some = middle
    else all = middle - 1
  }
  return cut(some)
}
