import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { IsoDate } from '#contract'
import type { Failure } from '#contract'

/** What a command line asks for. */
export type CliOrder =
  | { kind: 'help' | 'list' }
  | { kind: 'call'; name: string; json: string; dataDir: string; today: string | null }
  | { kind: 'wrong'; failure: Failure }
export interface CliCommand {
  order: CliOrder
  language: 'de' | 'en' | null
  /** Known as soon as it is named, also when the rest is wrong. */
  dataDir: string
}

const OPTIONS = ['--data', '--lang', '--today'] as const
type Option = (typeof OPTIONS)[number]
const isOption = (word: string): word is Option => (OPTIONS as readonly string[]).includes(word)

/** Reads `capability.verb '{json}' --data DIR --lang de|en --today DAY`, in any order; `--data=DIR` works as well. */
export function readCommand(words: readonly string[], environment: NodeJS.ProcessEnv): CliCommand {
  const given = new Map<Option, string>()
  const plain: string[] = []
  let wrong: Failure | null = null
  let wanted: 'help' | 'list' | null = null
  const rest = words.flatMap((word) =>
    /^--(data|lang|today)=/.test(word) ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] : [word],
  )
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] ?? ''
    if (word === '--help' || word === '-h') wanted = 'help'
    else if (word === '--list') wanted = 'list'
    else if (isOption(word)) {
      const value = rest[++index]
      if (value === undefined) wrong ??= usage(word)
      else given.set(word, value)
    } else if (word.startsWith('-') && word !== '-') wrong ??= usage(word)
    else plain.push(word)
  }
  const named = given.get('--lang')
  const language: CliCommand['language'] = named === 'de' || named === 'en' ? named : null
  const today = given.get('--today') ?? null
  if (named !== undefined && language === null) wrong ??= usage(named)
  if (today !== null && !IsoDate.safeParse(today).success) wrong ??= { code: 'invalid', reason: 'day-invalid', detail: { day: today } }
  if (plain.length > 2) wrong ??= usage(plain[2] ?? '')
  const dataDir = resolve(given.get('--data') ?? (environment['STAMMKUNDE_DATA'] || defaultDataDir(environment)))
  const [name, json = '{}'] = plain
  const command: Omit<CliCommand, 'order'> = { language, dataDir }
  if (wrong) return { ...command, order: { kind: 'wrong', failure: wrong } }
  if (wanted) return { ...command, order: { kind: wanted } }
  if (name === undefined) return { ...command, order: { kind: 'help' } }
  return { ...command, order: { kind: 'call', name, json, dataDir, today } }
}

const usage = (word: string): Failure => ({ code: 'invalid', reason: 'usage', detail: { word } })

/** Where the app keeps its data unless told otherwise: what Electron calls `userData`. */
function defaultDataDir(environment: NodeJS.ProcessEnv): string {
  const home = homedir()
  switch (process.platform) {
    case 'win32':
      return join(environment['APPDATA'] ?? join(home, 'AppData/Roaming'), 'Stammkunde')
    case 'darwin':
      return join(home, 'Library/Application Support/Stammkunde')
    default:
      return join(environment['XDG_CONFIG_HOME'] || join(home, '.config'), 'Stammkunde')
  }
}
