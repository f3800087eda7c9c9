import { afterEach, describe, expect, test } from 'vitest'
import type { IsoDate, Timestamp } from '#contract'
import { operationSentence } from '../../../renderer/operations/operation-sentence.ts'
import { standOn } from '../../../renderer/ui/today.ts'
import {
  failureSentence,
  formatBytes,
  formatCents,
  formatDay,
  formatDayLong,
  formatNumber,
  formatSigned,
  formatWhen,
  jobPhase,
  setLanguage,
  tt,
} from '../../../renderer/words.ts'

afterEach(async () => {
  await setLanguage('de')
  standOn(null)
})

describe('figures and days as the language writes them', () => {
  test('German', async () => {
    await setLanguage('de')
    expect(formatCents(294_090)).toBe('2.940,90\u00a0€')
    expect(formatCents(-499)).toBe('−4,99\u00a0€')
    expect(formatNumber(98_416)).toBe('98.416')
    expect(formatSigned(79)).toBe('+79')
    expect(formatSigned(-500)).toBe('−500')
    expect(formatDay('2026-03-12' as IsoDate)).toBe('12.03.2026')
    expect(formatDay(null)).toBe('–')
    expect(formatDayLong('2026-11-07' as IsoDate)).toBe('7. November 2026')
    expect(formatBytes(214_600_000)).toBe('214,6\u00a0MB')
  })
  test('English', async () => {
    await setLanguage('en')
    expect(formatCents(294_090)).toBe('€2,940.90')
    expect(formatDayLong('2026-11-07' as IsoDate)).toBe('7 November 2026')
    expect(formatNumber(98_416)).toBe('98,416')
  })
  test('a moment is today, yesterday or a day', () => {
    const noon = new Date(2026, 2, 11, 12, 30)
    const at = noon.toISOString() as Timestamp
    standOn('2026-03-11')
    expect(formatWhen(at)).toBe('heute, 12:30')
    standOn('2026-03-12')
    expect(formatWhen(at)).toBe('gestern, 12:30')
    standOn('2026-03-14')
    expect(formatWhen(at)).toBe('11.03.2026, 12:30')
  })
})

describe('sentences', () => {
  test('choose their form by the count and write it with its dot', () => {
    expect(tt('common.daysAgo', { count: 1 })).toBe('vor einem Tag')
    expect(tt('common.daysAgo', { count: 1204 })).toBe('vor 1.204 Tagen')
  })
  test('take what a user typed as it is, braces and bars included', () => {
    expect(tt('shell.palette.nothing', { text: '{name} | @:x %' })).toBe('Nichts gefunden zu „{name} | @:x %“.')
  })
  test('a failure nobody has worded is still a sentence', () => {
    expect(failureSentence({ code: 'unexpected', reason: 'unexpected', detail: {} })).toBe(
      failureSentence({ code: 'invalid', reason: 'no-such' as never, detail: {} }),
    )
  })
  test('every phase of a job reads as something', () => {
    expect(jobPhase('copying')).toBe('Daten kopieren')
    expect(jobPhase('no-such-phase')).toBe('In Arbeit')
  })
  test('names the customer, or the number of them', () => {
    expect(operationSentence({ call: 'customers.remove', displayName: 'Sabine Kern', count: 1 })).toBe('Sabine Kern in den Papierkorb gelegt')
    expect(operationSentence({ call: 'customers.remove', displayName: null, count: 12 })).toBe('12 Kunden in den Papierkorb gelegt')
  })
})
