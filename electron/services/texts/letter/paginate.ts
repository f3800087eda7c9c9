import { linesOf } from '../../cards/print/fit-text.ts'

/** A paragraph or a part of one on a page; `lines` is an upper bound of its height. */
export interface Piece {
  text: string
  lines: number
}
/** How many of its words fit into so many lines. */
function head(words: readonly string[], lines: number, lineEm: number): number {
  let fits = 0
  for (let count = 1; count <= words.length; count++) {
    if (linesOf(words.slice(0, count).join(' '), lineEm) > lines) break
    fits = count
  }
  return fits
}
/** A word that no line holds, in parts that one does. */
function wordsOf(text: string, lineEm: number): string[] {
  const most = Math.max(1, Math.floor(lineEm / 1.4))
  return text.split(' ').flatMap((word) => (word.length <= most ? [word] : (word.match(new RegExp(`.{1,${most}}`, 'gsu')) ?? [])))
}

/**
 * Lays a text out on pages that hold so many lines: paragraphs go on between words on the next page, and no line stands
 * alone there. Nothing is measured in a browser; every height is an upper bound, so that nothing is ever cut off.
 */
export function paginate(text: string, firstLines: number, nextLines: number, lineEm: number): Piece[][] {
  const pages: Piece[][] = [[]]
  let room = firstLines
  const turn = () => {
    pages.push([])
    room = nextLines
  }
  for (const paragraph of text.split('\n')) {
    let rest = paragraph.trimEnd()
    for (;;) {
      const lines = linesOf(rest, lineEm)
      if (lines <= room) {
        // An empty line at the top of a page would only look like a mistake.
        if (rest !== '' || pages.at(-1)!.length > 0) {
          pages.at(-1)!.push({ text: rest, lines })
          room -= lines
        }
        break
      }
      const words = wordsOf(rest, lineEm)
      // One line of a paragraph neither stays behind alone nor goes ahead alone.
      const fill = Math.min(room, lines - 2)
      const count = room >= 2 && fill >= 2 ? head(words, fill, lineEm) : 0
      if (count > 0) {
        pages.at(-1)!.push({ text: words.slice(0, count).join(' '), lines: fill })
        rest = words.slice(count).join(' ')
      } else if (room >= nextLines) {
        const all = Math.max(1, head(words, room, lineEm))
        pages.at(-1)!.push({ text: words.slice(0, all).join(' '), lines: room })
        rest = words.slice(all).join(' ')
      }
      if (rest === '') break
      turn()
    }
  }
  return pages
}
