import type { Handlers, Settings } from '#contract'
import type { ServiceBase } from '../service-base.ts'
import { settingsRepository } from './settings.repository.ts'
import { settingsFrom } from './settings.rules.ts'

export interface SettingsService {
  calls: Handlers['settings']
  /** Everything that is set now, defaults filled in. */
  read(): Settings
  /** Stores what differs; for other services, inside their own operation. */
  change(patch: Partial<Settings>): void
}

export function settingsService({ db, newId, recorder }: Pick<ServiceBase, 'db' | 'newId' | 'recorder'>): SettingsService {
  const repository = settingsRepository(db)
  // Compared with the stored text at each look, so that undo, a rolled back transaction or another thread cannot leave it stale.
  let seen = { stored: '', settings: settingsFrom({}) }

  function read(): Settings {
    const stored = repository.stored()
    if (stored !== seen.stored) seen = { stored, settings: settingsFrom(JSON.parse(stored) as Record<string, string>) }
    return seen.settings
  }
  function change(patch: Partial<Settings>): void {
    const before: Partial<Record<string, unknown>> = read()
    for (const [key, value] of Object.entries(patch)) {
      const json = JSON.stringify(value)
      if (value !== undefined && json !== JSON.stringify(before[key])) repository.put(newId(), key, json)
    }
  }
  return {
    read,
    change,
    calls: {
      get: () => read(),
      update(patch) {
        change(patch as Partial<Settings>)
        recorder.describe({ count: Object.keys(patch).length })
        return read()
      },
    },
  }
}
