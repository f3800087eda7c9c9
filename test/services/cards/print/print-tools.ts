import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from '../../../host/find-chromium.ts'

const hasTool = (name: string) => spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined

/** What is missing on this computer to judge a print, or an empty list. */
export const missingTools: string[] = [
  ...(findChromium() === undefined ? ['chromium'] : []),
  ...['pdfinfo', 'pdftoppm', 'zbarimg'].filter((name) => !hasTool(name)),
]

export interface PrintedPage {
  widthMm: number
  heightMm: number
  /** `EAN-13:…` and `QR-Code:…`, as a reader saw them on the page at 300 dpi. */
  codes: string[]
}

interface Area {
  x: number
  y: number
  width: number
  height: number
}

/** Reads the codes within each of these areas (mm) of the first page by itself, as somebody holds one label before a scanner. */
export function codesWithin(pdf: Uint8Array, areas: readonly Area[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'labels-'))
  try {
    const file = join(folder, 'labels.pdf')
    writeFileSync(file, pdf)
    return areas.flatMap(({ x, y, width, height }, index) => {
      const [left, top, wide, high] = [x, y, width, height].map((length) => String(Math.round((length * 300) / 25.4)))
      const image = join(folder, String(index))
      const crop = ['-x', left!, '-y', top!, '-W', wide!, '-H', high!]
      execFileSync('pdftoppm', ['-r', '300', '-png', '-f', '1', '-l', '1', '-singlefile', ...crop, file, image], { stdio: 'ignore' })
      return codesOn(`${image}.png`)
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Measures every page of a PDF and reads every code on it from pixels, as a scanner would. */
export function judge(pdf: Uint8Array): PrintedPage[] {
  const folder = mkdtempSync(join(tmpdir(), 'cards-'))
  try {
    const file = join(folder, 'cards.pdf')
    writeFileSync(file, pdf)
    const info = execFileSync('pdfinfo', ['-f', '1', '-l', '9999', file], { encoding: 'utf8' })
    const sizes = [...info.matchAll(/^Page\s+\d+ size:\s+([\d.]+) x ([\d.]+) pts/gm)]
    execFileSync('pdftoppm', ['-r', '300', '-png', file, join(folder, 'page')], { stdio: 'ignore' })
    const images = readdirSync(folder).filter((name) => name.endsWith('.png'))
    const pageNumber = (name: string) => Number(/(\d+)\.png$/.exec(name)?.[1])
    images.sort((a, b) => pageNumber(a) - pageNumber(b))
    return sizes.map(([, width, height], index) => ({
      widthMm: (Number(width) * 25.4) / 72,
      heightMm: (Number(height) * 25.4) / 72,
      codes: codesOn(join(folder, images[index]!)),
    }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function codesOn(image: string): string[] {
  // Exit status 4 means: no code found.
  const read = spawnSync('zbarimg', ['-q', image], { encoding: 'utf8' })
  if (read.status !== 0 && read.status !== 4) throw new Error(`zbarimg: ${read.stderr}`)
  return read.stdout
    .split('\n')
    .filter((line) => line !== '')
    .toSorted()
}
