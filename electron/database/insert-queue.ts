import type { Db } from './open.ts'

type Values = readonly (string | number | null)[]
const AT_ONCE = 50

/** Rows that wait for each other, because some dozens in one statement take half the time of one each. */
export interface InsertQueue {
  add(...values: Values): void
  /** Writes what waits. Must run before anybody reads the table. */
  flush(): void
  /** Forgets what waits; for work that was given up and is rolled back. */
  clear(): void
}

/** @param into `insert into table (columns…)`, without the values */
export function insertQueue(db: Db, into: string, columns: number): InsertQueue {
  const row = `(${Array.from({ length: columns }, () => '?').join(', ')})`
  const rows = (count: number) => db.prepare<(string | number | null)[]>(`${into} values ${Array.from({ length: count }, () => row).join(', ')}`)
  const [one, many] = [rows(1), rows(AT_ONCE)]
  let waiting: Values[] = []
  function flush(): void {
    const now = waiting
    waiting = []
    if (now.length === AT_ONCE) many.run(...now.flat())
    else for (const values of now) one.run(...values)
  }
  return {
    flush,
    add(...values) {
      waiting.push(values)
      if (waiting.length === AT_ONCE) flush()
    },
    clear() {
      waiting = []
    },
  }
}
