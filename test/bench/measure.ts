/** One line of the table: what was measured, how it stands to the bare way, and what it must reach. */
export interface Line {
  what: string
  size: number
  ours: string
  bare: string
  /** ours ÷ bare, or the measured value where the target is a plain number. */
  value: number
  target: number
  unit: '×' | 'ms' | 'MB' | '%'
}

const sorted = (times: readonly number[]) => times.toSorted((a, b) => a - b)
export const median = (times: readonly number[]) => sorted(times)[Math.floor(times.length / 2)] ?? 0
export const p95 = (times: readonly number[]) => sorted(times)[Math.floor(times.length * 0.95)] ?? 0
export const milliseconds = (value: number) => `${value < 10 ? value.toFixed(2) : Math.round(value)} ms`

/** Times each call of `work` on its own. */
export async function timesOf<T>(inputs: readonly T[], work: (input: T) => unknown): Promise<number[]> {
  const times: number[] = []
  for (const input of inputs) {
    const start = performance.now()
    await work(input)
    times.push(performance.now() - start)
  }
  return times
}

/** Runs `work` once and answers its milliseconds and its value. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ ms: number; value: T }> {
  const start = performance.now()
  const value = await work()
  return { ms: performance.now() - start, value }
}

/** Runs two ways in turn, `rounds` times, and answers the best time of each: what other programs take away counts for neither. */
export async function bestOfBoth(
  rounds: number,
  bare: (round: number) => unknown,
  ours: (round: number) => unknown,
): Promise<{ bare: number; ours: number }> {
  const best = { bare: Infinity, ours: Infinity }
  for (let round = 0; round < rounds; round++) {
    best.bare = Math.min(best.bare, (await timed(() => bare(round))).ms)
    best.ours = Math.min(best.ours, (await timed(() => ours(round))).ms)
  }
  return best
}

/** Resident memory in MB after a collection. */
export function memoryMb(): number {
  globalThis.gc?.()
  return process.memoryUsage().rss / 1024 / 1024
}

/** Prints the table and answers whether every target was reached. */
export function printTable(lines: readonly Line[]): boolean {
  const rows = lines.map((line) => {
    const good = line.value <= line.target
    const value = line.unit === '×' ? `${line.value.toFixed(2)}×` : `${line.value.toFixed(line.value < 10 ? 1 : 0)} ${line.unit}`
    const target = line.unit === '×' ? `≤ ${line.target}×` : `≤ ${line.target} ${line.unit}`
    return [line.what, line.size.toLocaleString('en'), line.ours, line.bare, value, target, good ? 'ok' : 'MISSED']
  })
  const head = ['what', 'customers', 'ours', 'bare', 'result', 'target', '']
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)))
  for (const row of [head, widths.map((width) => '-'.repeat(width)), ...rows])
    console.log(row.map((cell, column) => cell.padEnd(widths[column]!)).join('  '))
  return lines.every((line) => line.value <= line.target)
}
