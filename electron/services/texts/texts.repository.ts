import type { TextBlock, TextId, Timestamp } from '#contract'
import type { Db } from '../../database/open.ts'

const COLUMNS = 'id, name, channel, phase, purpose, subject, body, informal_body as informalBody'

/** All SQL about text blocks. */
export function textsRepository(db: Db) {
  const all = db.prepare<[], TextBlock>(`select ${COLUMNS} from text_block order by name, id`)
  const byId = db.prepare<[TextId], TextBlock>(`select ${COLUMNS} from text_block where id = ?`)
  const byName = db.prepare<[string], TextId>('select id from text_block where name = ? collate nocase').pluck()
  const insert = db.prepare<[TextBlock & { createdAt: Timestamp }]>(
    `insert into text_block (id, name, channel, phase, purpose, subject, body, informal_body, created_at)
     values (@id, @name, @channel, @phase, @purpose, @subject, @body, @informalBody, @createdAt)`,
  )
  const update = db.prepare<[TextBlock]>(
    `update text_block set name = @name, channel = @channel, phase = @phase, purpose = @purpose, subject = @subject, body = @body,
       informal_body = @informalBody where id = @id`,
  )
  const remove = db.prepare<[TextId]>('delete from text_block where id = ?')
  return {
    all: () => all.all(),
    find: (id: TextId) => byId.get(id),
    idOf: (name: string) => byName.get(name),
    insert: (block: TextBlock & { createdAt: Timestamp }) => void insert.run(block),
    update: (block: TextBlock) => void update.run(block),
    remove: (id: TextId) => void remove.run(id),
  }
}
