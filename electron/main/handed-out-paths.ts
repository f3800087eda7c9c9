import path from 'node:path'

/** Remembers every path that main has told the window, so that the window can name no other. */
export interface HandedOutPaths {
  allow(file: string): void
  isAllowed(file: unknown): boolean
  /** Allows what an answer or an event of the backend names: copies it found, files it has written. */
  allowFrom(value: unknown): void
}

/** Keys under which the contract's answers hold a path. */
const pathKeys = new Set(['file', 'folder', 'keptFile', 'lastFolder'])

export function rememberPaths(): HandedOutPaths {
  const allowed = new Set<string>()
  const allow = (file: string): void => {
    allowed.add(path.resolve(file))
  }
  const allowFrom = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, part] of Object.entries(value)) {
      if (typeof part === 'object') allowFrom(part)
      else if (typeof part === 'string' && pathKeys.has(key) && path.isAbsolute(part)) allow(part)
    }
  }
  return {
    allow,
    allowFrom,
    isAllowed: (file) => typeof file === 'string' && path.isAbsolute(file) && allowed.has(path.resolve(file)),
  }
}
