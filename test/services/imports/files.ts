import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

/** A fresh folder and a fresh shop for each test of a file. */
export function importing() {
  const at = { folder: '', house: null as House | null }
  beforeEach(() => {
    at.folder = mkdtempSync(join(tmpdir(), 'stammkunde-import-'))
    at.house = openHouse({ dataDir: join(at.folder, 'data') })
  })
  afterEach(() => {
    at.house?.close()
    rmSync(at.folder, { recursive: true, force: true })
  })
  const house = () => at.house!
  return {
    house,
    path: (name: string) => join(at.folder, name),
    write(content: string | Uint8Array, name = 'kunden.csv'): string {
      const file = join(at.folder, name)
      writeFileSync(file, content)
      return file
    },
    preview: (file: string, options = {}) => house().call('imports.preview', { file, ...options }),
    start: (file: string, options = {}) => house().job('imports.start', { file, ...options }),
    /** All customers as they are stored, by number. */
    async customers() {
      const { rows } = await house().call('customers.list', { sort: 'number', limit: 1000 })
      return Promise.all(rows.map(({ id }) => house().call('customers.get', { customerId: id })))
    },
  }
}

/** How many rows each table holds, to see that nothing was left behind. */
export function tableCounts({ db }: House): Record<string, number> {
  const tables = ['customer', 'contact_detail', 'address', 'customer_tag', 'external_reference', 'import_run', 'import_row', 'operation', 'change']
  return Object.fromEntries(tables.map((table) => [table, db.prepare<[], number>(`select count(*) from ${table}`).pluck().get() ?? 0]))
}

const WINDOWS_1252: Record<string, number> = { '€': 0x80, '„': 0x84, '–': 0x96 }
/** Text as an old Windows program writes it. */
export const windows1252 = (text: string) => Uint8Array.from([...text].map((letter) => WINDOWS_1252[letter] ?? letter.charCodeAt(0)))
export function utf16(text: string, order: 'le' | 'be', mark = true): Uint8Array {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}
