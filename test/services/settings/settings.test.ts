import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../electron/services/settings/settings.rules.ts'
import { fixedClock } from '../../../electron/database/clock.ts'
import { idsFor } from '../../../electron/database/ids.ts'
import { migrate } from '../../../electron/database/migrate.ts'
import { openDatabase } from '../../../electron/database/open.ts'
import { operationRecorder } from '../../../electron/database/operation-recorder.ts'
import { settingsService } from '../../../electron/services/settings/settings.service.ts'
import { contract } from '#contract'

function openSettings() {
  const db = openDatabase(':memory:')
  migrate(db)
  const clock = fixedClock('2026-03-12')
  const newId = idsFor(db, clock)
  const recorder = operationRecorder(db, clock, newId)
  const settings = settingsService({ db, newId, recorder })
  const update = (patch: Parameters<typeof settings.calls.update>[0]) => recorder.run({ call: 'settings.update' }, () => settings.calls.update(patch))
  return { db, recorder, settings, update }
}
let shop: ReturnType<typeof openSettings>
beforeEach(() => void (shop = openSettings()))
afterEach(() => shop.db.close())
const store = (key: string, value: string) => shop.db.prepare('insert into setting (id, key, value) values (abs(random()), ?, ?)').run(key, value)

describe('settings', () => {
  it('has a value for everything before the owner has chosen anything', () => {
    expect(shop.settings.read()).toEqual(defaultSettings)
  })

  it('keeps what was chosen and leaves the rest alone', () => {
    shop.update({ shopName: 'Blumen Kern', pointsPerEuro: 2 })
    shop.update({ pointsPerEuro: 3 })
    expect(shop.settings.read()).toEqual({ ...defaultSettings, shopName: 'Blumen Kern', pointsPerEuro: 3 })
  })

  it('counts as no change what was set already', () => {
    expect(shop.update({ language: 'de' }).operationId).toBeNull()
    expect(shop.update({ language: 'en' }).operationId).not.toBeNull()
    expect(shop.update({ language: 'en' }).operationId).toBeNull()
  })

  it('refuses a key that does not exist and a value that does not fit', () => {
    expect(contract.settings.update.input.safeParse({ colour: 'red' }).success).toBe(false)
    expect(contract.settings.update.input.safeParse({ fontScale: 900 }).success).toBe(false)
  })

  it('falls back to the default where a stored value is broken, unknown or technical', () => {
    store('fontScale', '"huge"')
    store('language', '"fr"')
    store('customerColumns', '{"a":1}')
    store('purging', 'true')
    store('shopName', '"Kern"')
    expect(shop.settings.read()).toEqual({ ...defaultSettings, shopName: 'Kern' })
  })

  it('forgets what a rolled back transaction had set', () => {
    expect(() =>
      shop.recorder.run({ call: 'settings.update' }, () => {
        shop.settings.change({ shopName: 'Half' })
        expect(shop.settings.read().shopName).toBe('Half')
        throw new Error('disk')
      }),
    ).toThrow('disk')
    expect(shop.settings.read().shopName).toBe('')
  })

  it('sees what another hand wrote into the table', () => {
    expect(shop.settings.read().theme).toBe('system')
    store('theme', '"dark"')
    expect(shop.settings.read().theme).toBe('dark')
  })
})
