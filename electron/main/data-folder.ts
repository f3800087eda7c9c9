import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { app } from 'electron'

/**
 * Settles where the data lies, before anything else uses the folder. Chromium keeps its own files there too; where it
 * could not, it gets a temporary place, so that a window can still say what is wrong.
 * @returns the data folder
 */
export function useDataFolder(chosen: string | null): string {
  const folder = chosen ?? app.getPath('userData')
  app.setPath('userData', canWrite(folder) ? folder : temporaryFolder())
  return folder
}

/** For a call without a window: the app itself may be open, and two Chromiums cannot share one profile. */
export function useTemporarySession(): void {
  app.setPath('sessionData', temporaryFolder())
}

const temporaryFolder = (): string => mkdtempSync(path.join(tmpdir(), 'stammkunde-'))

function canWrite(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
