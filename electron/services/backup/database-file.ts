import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs'

/** Removes a database file with everything SQLite laid beside it. */
export function removeDatabase(file: string): void {
  for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(file + ending, { force: true })
}

/** Waits until a file has reached the disk. */
export function flushFile(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Waits until the names in a folder have reached the disk, where the system can do that; Windows does it by itself. */
export function flushFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch {
    // The file itself is safe; at worst a crash within seconds forgets its new name.
  }
}
