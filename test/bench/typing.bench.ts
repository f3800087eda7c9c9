import type { Backend } from '../../electron/backend/create-backend.ts'
import { median, milliseconds, p95, timesOf } from './measure.ts'
import type { Line } from './measure.ts'

/** What owners type: names letter by letter, name and town, phone digits, numbers, e-mail, card. */
export function typed(): string[] {
  const whole = [
    'müller',
    'mueller',
    'schulze loh',
    'sabine ker',
    'jörg brandt münster',
    '0251 123',
    '025145',
    '10482',
    'kunde77',
    'kunde5432@example',
    'yildiz',
    'groß',
    'gross tel',
    'claus-peter ahl',
    'nele hage',
  ]
  return whole.flatMap((text) => Array.from({ length: text.length }, (_, index) => text.slice(0, index + 1)))
}
/** The value of a call that must not be refused. */
export async function must(backend: Backend, name: string, input: unknown): Promise<unknown> {
  const answer = await backend.dispatch(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.failure.reason}`)
  return answer.value
}

/** The median at the smallest size of this run, to which larger ones are compared. */
let smallest: { size: number; median: number } | null = null

/** Search as the window asks while somebody types: the first page, and a total counted to a thousand. Nothing is remembered from before. */
export async function benchTyping(backend: Backend, size: number): Promise<Line[]> {
  const texts = typed()
  const search = (text: string) => must(backend, 'customers.search', { text, limit: 50, countUpTo: 1000 })
  await timesOf(texts, search)
  // A change of the data makes every remembered count void.
  await must(backend, 'settings.update', { fontScale: 100 + (size % 7) + 1 })
  const times = await timesOf(texts, search)
  const lines: Line[] = [
    {
      what: 'search while typing (first page), p95',
      size,
      ours: `median ${milliseconds(median(times))}`,
      bare: '',
      value: p95(times),
      target: 16,
      unit: 'ms',
    },
  ]
  if (smallest)
    lines.push({
      what: `the same, median against ${smallest.size.toLocaleString('en')} customers`,
      size,
      ours: milliseconds(median(times)),
      bare: milliseconds(smallest.median),
      value: median(times) / smallest.median,
      target: 3,
      unit: '×',
    })
  else smallest = { size, median: median(times) }
  return lines
}
