import { AppError } from '../../database/app-error.ts'
import { emptyDraft } from './draft.ts'
import type { SourceRow } from './draft.ts'
import { rowBuilder } from './draft-values.ts'
import type { RowBuilder, ValueReader } from './draft-values.ts'
import { readCard } from './vcard-draft.ts'
import { BINARY } from './vcard-lines.ts'
import { photoLines } from './vcard-photo.ts'
import type { PhotoLines } from './vcard-photo.ts'

/** Longer is no line of a card, and no card: something else, or one that is never closed. */
const MAX_LINE = 40_000_000
const MAX_CARD = 1_000_000

interface OpenCard {
  line: number
  lines: string[]
  length: number
  /** Cards within a card (AGENT) are left out. */
  depth: number
  isInBinary: boolean
  photo: PhotoLines
  /** The picture whose lines are coming; null within other binary properties. */
  openPhoto: PhotoLines | null
}

/** The cards of a text that comes in pieces. A card that is broken is a failed row; the others go on. Only one card lies in memory, with its picture. */
export function* vcardRows(chunks: Iterable<string>, reader: ValueReader): Generator<SourceRow> {
  let card: OpenCard | null = null
  for (const { line, text } of numberedLines(chunks)) {
    const mark = text.length < 40 ? text.trim().toUpperCase() : ''
    if (mark === 'BEGIN:VCARD') {
      if (card && card.isInBinary) card.depth++
      else {
        if (card) yield brokenRow(card)
        card = { line, lines: [], length: 0, depth: 0, isInBinary: false, photo: photoLines(), openPhoto: null }
      }
    } else if (!card) continue
    else if (mark === 'END:VCARD') {
      if (card.depth > 0) card.depth--
      else {
        yield card.length > MAX_CARD ? brokenRow(card) : cardRow(card, reader)
        card = null
      }
    } else if (card.depth === 0) addLine(card, text)
  }
  if (card) yield brokenRow(card)
}

function addLine(card: OpenCard, text: string): void {
  const isContinuation = text === '' || text.startsWith(' ') || text.startsWith('\t') || !text.includes(':')
  if (card.isInBinary && isContinuation) {
    card.openPhoto?.add(text)
    return
  }
  card.isInBinary = BINARY.test(text)
  if (card.isInBinary) {
    // A second picture of the same card is none of the customer's.
    card.openPhoto = PHOTO.test(text) && card.photo.isEmpty() ? card.photo : null
    card.openPhoto?.add(text)
    return
  }
  card.length += text.length
  if (card.length <= MAX_CARD) card.lines.push(text)
}

const PHOTO = /^(?:[\w-]+\.)?PHOTO[;:]/i

function cardRow({ line, lines, photo }: OpenCard, reader: ValueReader): SourceRow {
  const row = rowBuilder(emptyDraft(), line)
  readCard(lines, row, reader)
  if (!photo.isEmpty()) takePhoto(row, photo)
  const isFailed = row.problems.some((problem) => problem.severity === 'failed')
  return { line, draft: isFailed ? null : row.draft, problems: row.problems, raw: isFailed ? rawOf(lines) : [] }
}

function takePhoto(row: RowBuilder, lines: PhotoLines): void {
  const photo = lines.read()
  if ('content' in photo) row.draft.photo = photo.content
  else if ('link' in photo) row.draft.extra['PHOTO'] = [photo.link]
  else row.drop(photo.problem, '', 'PHOTO')
}

function brokenRow({ line, lines }: OpenCard): SourceRow {
  const row = rowBuilder(emptyDraft(), line)
  row.fail('import-vcard-broken', lines.find((text) => /^(?:FN|N)[;:]/i.test(text)) ?? '', '')
  return { line, draft: null, problems: row.problems, raw: rawOf(lines) }
}

const rawOf = (lines: readonly string[]) => [['BEGIN:VCARD', ...lines, 'END:VCARD'].join('\n')]

function* numberedLines(chunks: Iterable<string>): Generator<{ line: number; text: string }> {
  let rest = ''
  let line = 0
  for (const chunk of chunks) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) yield { line: ++line, text }
    if (rest.length > MAX_LINE) throw new AppError('invalid', 'import-file-unknown', { line })
  }
  if (rest !== '') yield { line: ++line, text: rest }
}
