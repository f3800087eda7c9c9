import { openReadOnly } from '../../database/open.ts'
import type { Db } from '../../database/open.ts'

/** Checks the structure of the database file on another thread, once it is told to begin; see `isFileSound`. */
export type CheckBeside = () => { begin(): void; verdict: Promise<boolean | null> }

/** A thread takes as long to start as a small check to run, so it is started early and waits at a gate. */
export function openGate(gate: SharedArrayBuffer): void {
  const state = new Int32Array(gate)
  Atomics.store(state, 0, 1)
  Atomics.notify(state, 0)
}
export const waitAtGate = (gate: SharedArrayBuffer) => void Atomics.wait(new Int32Array(gate), 0, 0)

/**
 * Whether the structure of the database file is sound. Null when it cannot say: something was written meanwhile that lies in the
 * write-ahead log only, so that what it reads is not the file that somebody else is copying.
 */
export function isFileSound(db: Db): boolean | null {
  const reader = openReadOnly(db.name)
  try {
    reader.pragma('cache_size = -32000')
    reader.exec('begin')
    reader.prepare('select count(*) from sqlite_schema').get()
    // After `begin`: had something been written before it, it would still be outside the file now, because the copier keeps the file as it is.
    const [state] = db.pragma('wal_checkpoint(passive)') as { log: number; checkpointed: number }[]
    if (state?.log !== state?.checkpointed) return null
    return reader.pragma('quick_check(1)', { simple: true }) === 'ok'
  } finally {
    reader.close()
  }
}
