import type { IsoDate, StaffId, StaffMember, Timestamp } from '#contract'
import type { NewId } from '../../database/ids.ts'
import type { Db } from '../../database/open.ts'

/** All SQL about the people of the shop. */
export function staffRepository(db: Db, newId: NewId) {
  const all = db.prepare<[], StaffMember>('select id as staffId, name, left_on as leftOn from staff order by left_on is not null, position, name, id')
  const insert = db.prepare<[number, string, Timestamp]>(
    'insert into staff (id, name, position, created_at) values (?, ?, (select coalesce(max(position), 0) + 1 from staff), ?)',
  )
  const rename = db.prepare<[string, StaffId]>('update staff set name = ? where id = ?')
  const setLeft = db.prepare<[IsoDate | null, StaffId]>('update staff set left_on = ? where id = ?')
  return {
    all: () => all.all(),
    insert(name: string, at: Timestamp): StaffId {
      const id = newId() as StaffId
      insert.run(id, name, at)
      return id
    },
    rename: (id: StaffId, name: string) => void rename.run(name, id),
    setLeft: (id: StaffId, day: IsoDate | null) => void setLeft.run(day, id),
  }
}
