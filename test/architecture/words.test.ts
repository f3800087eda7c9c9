import { describe, expect, test } from 'vitest'
import { contract, reasons } from '#contract'
import { words } from '#words'

function sentences(node: object, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') found.set(path + key, value)
    else for (const [inner, text] of sentences(value, `${path}${key}.`)) found.set(inner, text)
  }
  return found
}
const de = sentences(words.de)
const en = sentences(words.en)
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).toSorted()

describe('words', () => {
  test('German and English have the same keys', () => expect([...en.keys()].toSorted()).toEqual([...de.keys()].toSorted()))
  test('no sentence is empty', () => expect([...de, ...en].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]))
  test('both languages fill in the same values', () => {
    const differing = [...de].filter(([key, text]) => new Set(places(text)).symmetricDifference(new Set(places(en.get(key) ?? ''))).size > 0)
    expect(differing.map(([key]) => key)).toEqual([])
  })
  test('an @ is written so that it is not read as a link', () => {
    expect([...de, ...en].filter(([, text]) => /@/.test(text.replaceAll("{'@'}", ''))).map(([key]) => key)).toEqual([])
  })
  test('every reason for a refusal has a sentence', () => {
    expect(reasons.filter((reason) => !de.has(`failures.${reason}`))).toEqual([])
  })
  test('every job that writes has one, too, but for undoing, which names what it undid, and what cannot be undone', () => {
    const apart = new Set([
      'customers.emptyBin',
      'backup.restore',
      'backup.undoRestore',
      'operations.undo',
      'operations.undoLast',
      'operations.redoLast',
      'imports.undo',
      'customers.undoMerge',
    ])
    const jobs = Object.entries(contract).flatMap(([capability, verbs]) =>
      Object.entries(verbs)
        .filter(([, call]) => call.kind === 'job' && call.writes)
        .map(([verb]) => `${capability}.${verb}`),
    )
    expect(jobs.filter((call) => !apart.has(call) && !de.has(`operations.did.${call}`))).toEqual([])
  })
  test('every writing call has a line for the list of changes', () => {
    const calls = Object.entries(contract).flatMap(([capability, verbs]) =>
      Object.entries(verbs)
        .filter(([, call]) => call.kind === 'write')
        .map(([verb]) => `${capability}.${verb}`),
    )
    expect(calls.filter((call) => !de.has(`operations.did.${call}`) && !de.has(`operations.did.${call}.one`))).toEqual([])
  })
  test('no German words are left in the English version', () => {
    const german = /[äöüß]|\b(und|nicht|Kunde|Kunden|Einkauf|Karte|Sicherung|speichern)\b/
    // Names of people and places stay as they are.
    const isName = (key: string) => key === 'common.languages.de' || /(Example|Placeholder|Hint)$/.test(key)
    expect([...en].filter(([key, text]) => !isName(key) && german.test(text.replace(/„[^“]*“|"[^"]*"/g, ''))).map(([key]) => key)).toEqual([])
  })
})
