import type { CustomerId, Document, DocumentId } from '#contract'
import type { Db } from '../../database/open.ts'

const DOCUMENT = `select id, customer_id as customerId, kind, name, media_type as mediaType, bytes, hash, note, added_on as addedOn,
  created_at as createdAt from document`

/** All SQL about documents. */
export function documentsRepository(db: Db) {
  const byId = db.prepare<[DocumentId], Document>(`${DOCUMENT} where id = ?`)
  const byHash = db.prepare<[string], Document>(`${DOCUMENT} where hash = ? order by id limit 1`)
  const files = db.prepare<[CustomerId], Document>(`${DOCUMENT} where customer_id = ? and kind = 'file' order by added_on desc, id desc`)
  const photo = db.prepare<[CustomerId], Document>(`${DOCUMENT} where customer_id = ? and kind = 'photo' order by id desc limit 1`)
  const insert = db.prepare<[Document]>(
    `insert into document (id, customer_id, kind, name, media_type, bytes, hash, note, added_on, created_at)
     values (@id, @customerId, @kind, @name, @mediaType, @bytes, @hash, @note, @addedOn, @createdAt)`,
  )
  const remove = db.prepare<[DocumentId]>('delete from document where id = ?')
  const removePhotos = db.prepare<[CustomerId]>("delete from document where customer_id = ? and kind = 'photo'")
  const rename = db.prepare<[string, DocumentId]>('update document set name = ? where id = ?')
  const note = db.prepare<[string, DocumentId]>('update document set note = ? where id = ?')
  const noteErased = db.prepare<{ customerId: CustomerId }>(
    `insert or ignore into erased_file (hash) select hash from document where customer_id = @customerId
     union select json_extract(before, '$.hash') from change
     where table_name = 'document' and customer_id = @customerId and json_extract(before, '$.hash') is not null`,
  )
  const removeAllOf = db.prepare<[CustomerId]>('delete from document where customer_id = ?')
  const erased = db.prepare<[], string>('select hash from erased_file').pluck()
  const forgetErased = db.prepare<[string]>('delete from erased_file where hash = ?')
  // An undo can only concern a customer who is still there.
  const remembered = db
    .prepare<[], string>(
      `select json_extract(before, '$.hash') from change
       where table_name = 'document' and json_extract(before, '$.hash') is not null and customer_id in (select id from customer)`,
    )
    .pluck()
  const used = db.prepare<[], string>('select distinct hash from document').pluck()
  return {
    find: (id: DocumentId) => byId.get(id),
    findByHash: (hash: string) => byHash.get(hash),
    filesOf: (customerId: CustomerId) => files.all(customerId),
    photoOf: (customerId: CustomerId) => photo.get(customerId),
    insert: (document: Document) => void insert.run(document),
    remove: (id: DocumentId) => void remove.run(id),
    removePhotos: (customerId: CustomerId) => void removePhotos.run(customerId),
    rename: (id: DocumentId, name: string) => void rename.run(name, id),
    note: (id: DocumentId, text: string) => void note.run(text, id),
    /** Removes what a customer has, and notes the contents to be deleted. */
    erase(customerId: CustomerId) {
      noteErased.run({ customerId })
      removeAllOf.run(customerId)
    },
    erased: () => erased.all(),
    forgetErased: (hash: string) => void forgetErased.run(hash),
    /** Every content that a document names, or that an undo could name again. */
    hashesInUse: () => new Set([...used.all(), ...remembered.all()]),
  }
}
