import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { reasons } from '#contract'
import { format, words } from '#words'

const root = resolve(import.meta.dirname, '../../electron')
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('contract'))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))

/** The arguments of every `new AppError(…)`, split where the commas are its own. */
function refusals(text: string): string[][] {
  return [...text.matchAll(/new AppError\(/g)].map((match) => {
    const parts = ['']
    let depth = 1
    for (let at = match.index + match[0].length; depth > 0; at++) {
      const character = text[at]!
      if ('([{'.includes(character)) depth++
      if (')]}'.includes(character)) depth--
      if (depth === 0) break
      if (character === ',' && depth === 1) parts.push('')
      else parts[parts.length - 1] += character
    }
    return parts.map((part) => part.trim()).filter((part) => part !== '')
  })
}

/** The names that a detail gives: its own keys, and those of `const detail = {…}` in the same file where it is spread. */
function namesIn(detail: string, file: string): Set<string> {
  const own = [...detail.matchAll(/(?:^\{|[{,])\s*(\w+)/g)].map((match) => match[1]!)
  const shared = /\bdetail\b/.test(detail) ? (/const detail = \{([^}]*)\}/.exec(file)?.[1] ?? '') : ''
  return new Set([...own, ...[...shared.matchAll(/(?:^|,)\s*(\w+)/g)].map((match) => match[1]!)])
}
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)

const thrown = sources.flatMap(({ file, text }) =>
  refusals(text).map(([, reason = '', detail = '']) => ({
    file,
    reasons: [...reason.matchAll(/'([a-z-]+)'/g)].map((match) => match[1]!),
    names: namesIn(detail, text),
  })),
)

describe('the sentences of refusals', () => {
  it('name only what the refusal tells', () => {
    const known = new Set<string>(reasons)
    const missing = thrown.flatMap(({ file, reasons: given, names }) =>
      given
        .filter((reason) => known.has(reason))
        .flatMap((reason) =>
          places(words.de.failures[reason as keyof typeof words.de.failures])
            .filter((place) => !names.has(place))
            .map((place) => `${file}: ${reason} lacks {${place}}`),
        ),
    )
    expect(missing).toEqual([])
  })

  it('were found in the sources, and a lack would be noticed', () => {
    expect(thrown.length).toBeGreaterThan(60)
    expect(namesIn('{ ...detail, name }', 'const detail = { day: 1, call }')).toEqual(new Set(['name', 'day', 'call']))
    expect(refusals("throw new AppError('missing', 'card-unknown', { number: read(a, b) })")).toEqual([
      ["'missing'", "'card-unknown'", '{ number: read(a, b) }'],
    ])
  })

  it('read as whole sentences once filled in', () => {
    for (const language of ['de', 'en'] as const)
      for (const reason of reasons) {
        const text = words[language].failures[reason]
        expect(text, reason).toMatch(/^[\p{Lu}„“{].*[.…}]$/u)
        expect(format(text, Object.fromEntries(places(text).map((place) => [place, 'X']))), reason).not.toMatch(/[{}|]/)
      }
  })
})
