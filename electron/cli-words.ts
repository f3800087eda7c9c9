import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Failure } from '#contract'
import { format, words } from '#words'
import type { Language } from '#words'
import { DATABASE_FILE } from './backend/create-backend.ts'
import { openReadOnly } from './database/open.ts'

/** What the data folder's owner speaks, else what the system speaks, else German. */
export function languageFor(dataDir: string, environment: NodeJS.ProcessEnv): Language {
  const chosen = chosenLanguage(join(dataDir, DATABASE_FILE))
  if (chosen) return chosen
  const system = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  return system.startsWith('en') ? 'en' : 'de'
}

/** Read beside a running app and before anything is checked, so that even a damaged file is told of in the right language. */
function chosenLanguage(file: string): Language | null {
  if (!existsSync(file)) return null
  try {
    const db = openReadOnly(file)
    try {
      const stored = db.prepare<[], string>("select value from setting where key = 'language'").pluck().get()
      return stored === '"en"' ? 'en' : stored === '"de"' ? 'de' : null
    } finally {
      db.close()
    }
  } catch {
    return null
  }
}

/** The one sentence that tells a reader why a call was refused. */
export function sentenceFor({ reason, detail }: Failure, language: Language): string {
  const values = Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, readable(name, value, language)]))
  return format(words[language].failures[reason], values)
}

function readable(name: string, value: string | number, language: Language): string {
  const locale = language === 'de' ? 'de-DE' : 'en-GB'
  if (typeof value === 'number' && name.endsWith('Cents')) return (value / 100).toLocaleString(locale, { style: 'currency', currency: 'EUR' })
  if (typeof value === 'number') return value.toLocaleString(locale, { maximumFractionDigits: 3 })
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  if (!day) return value
  return language === 'de' ? `${day[3]}.${day[2]}.${day[1]}` : `${day[3]}/${day[2]}/${day[1]}`
}
