import type { Db } from '../../database/open.ts'

/** All SQL about settings: one row per key, the value as JSON. */
export function settingsRepository(db: Db) {
  const all = db.prepare<[], string>('select json_group_object(key, value) from setting').pluck()
  const put = db.prepare<[number, string, string]>(
    'insert into setting (id, key, value) values (?, ?, ?) on conflict (key) do update set value = excluded.value where value is not excluded.value',
  )
  return {
    /** Every stored key with its JSON text, as one JSON object. */
    stored: () => all.get() ?? '{}',
    put: (id: number, key: string, json: string) => void put.run(id, key, json),
  }
}
