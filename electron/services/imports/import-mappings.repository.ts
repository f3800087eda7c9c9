import type { ImportKey, ImportMapping, ImportMappingId, ImportMode, SavedMapping, Timestamp } from '#contract'
import type { Db } from '../../database/open.ts'

type Row = Omit<SavedMapping, 'mapping'> & { mapping: string }
/** What is kept of how a file was read. */
export interface MappingToKeep {
  signature: string
  name: string
  mapping: ImportMapping
  mode: ImportMode
  key: ImportKey | null
}

const COLUMNS = 'id as mappingId, signature, name, mapping, mode, match_key as key, used_at as usedAt'

/** Where columns of files went that were read before. */
export function importMappingsRepository(db: Db) {
  const bySignature = db.prepare<[string], Row>(`select ${COLUMNS} from import_mapping where signature = ?`)
  const all = db.prepare<[], Row>(`select ${COLUMNS} from import_mapping order by used_at desc, id desc limit 1000`)
  const keep = db.prepare<[ImportMappingId, string, string, string, ImportMode, ImportKey | null, Timestamp]>(
    `insert into import_mapping (id, signature, name, mapping, mode, match_key, used_at) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (signature) do update set mapping = excluded.mapping, mode = excluded.mode, match_key = excluded.match_key,
       used_at = excluded.used_at`,
  )
  const rename = db.prepare<[string, ImportMappingId]>('update import_mapping set name = ? where id = ?')
  const remove = db.prepare<[ImportMappingId]>('delete from import_mapping where id = ?')
  const read = ({ mapping, ...row }: Row): SavedMapping => ({ ...row, mapping: JSON.parse(mapping) as ImportMapping })

  return {
    find(signature: string): SavedMapping | undefined {
      const row = bySignature.get(signature)
      return row && read(row)
    },
    all: () => all.all().map(read),
    /** Keeps it for files with the same columns; a name that was given before stays. */
    keep: (id: ImportMappingId, { signature, name, mapping, mode, key }: MappingToKeep, at: Timestamp) =>
      void keep.run(id, signature, name, JSON.stringify(mapping), mode, key, at),
    /** @returns whether there was one */
    rename: (id: ImportMappingId, name: string) => rename.run(name, id).changes > 0,
    remove: (id: ImportMappingId) => remove.run(id).changes > 0,
  }
}
