import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

/** Millimetres of a PDF's pages, and its text, as poppler reads them. */
export function readPdf(file: string, bytes: readonly number[]) {
  writeFileSync(file, Uint8Array.from(bytes))
  const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' })
  const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info) ?? []
  const toMillimetres = (points: string | undefined): number => (Number(points) / 72) * 25.4
  return {
    widthMm: toMillimetres(width),
    heightMm: toMillimetres(height),
    pages: Number(/Pages:\s+(\d+)/.exec(info)?.[1]),
    text: execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }),
  }
}
