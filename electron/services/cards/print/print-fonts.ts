import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Inter, variable weight, in two parts; the second one is only embedded when a name needs it. */
const FILES = { latin: 'inter-latin.woff2', latinExt: 'inter-latin-ext.woff2' } as const
const RANGES = {
  latin: 'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2212,U+FEFF,U+FFFD',
  latinExt: 'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0300-0323,U+1E00-1EF9,U+20A0-20AB,U+20AD-20C0,U+2C60-2C7F,U+A720-A7FF',
} as const

/** The folder `resources/`: beside the source, beside the built bundle, or in the packaged app, whichever holds this file. */
function resourcesDir(): string | null {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'resources', 'fonts', FILES.latin))) return join(folder, 'resources')
    if (folder === dirname(folder)) return null
  }
}

/** `@font-face` rules with the font inside, so that a printed card looks the same on every computer. Null when the files are missing. */
export function printFonts(): ((text: string) => string) | null {
  const folder = resourcesDir()
  if (folder === null) return null
  const face = (part: keyof typeof FILES) => {
    const data = readFileSync(join(folder, 'fonts', FILES[part])).toString('base64')
    return `@font-face{font-family:Inter;font-weight:100 900;src:url(data:font/woff2;base64,${data}) format("woff2");unicode-range:${RANGES[part]}}`
  }
  const latin = face('latin')
  let latinExt: string | null = null
  return (text) => (/[\u0100-\u1fff\u20a0-\u20ab\u20ad-\ua7ff]/u.test(text.normalize('NFC')) ? latin + (latinExt ??= face('latinExt')) : latin)
}
