import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readFileSync, readSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { copyFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { DOCUMENT_LIMIT_BYTES } from '#contract'
import type { CustomerId, Document, DocumentId, Handlers, OperationId } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase, Tasks } from '../service-base.ts'
import { cleanFiles, isCleaned } from './clean-files.ts'
import { documentName } from './document-name.rules.ts'
import { documentsRepository } from './documents.repository.ts'
import { fileStore, filesFolder } from './file-store.ts'
import { imageType, isOpenable, mediaType } from './media-type.rules.ts'

export interface DocumentsService {
  calls: Handlers['documents']
  tasks: Tasks
  /** Makes a picture a customer's photo, within the running operation. Answers false, and does nothing, where it is none. */
  keepPhoto(customerId: CustomerId, content: Uint8Array): boolean
  photoOf(customerId: CustomerId): { content: Uint8Array; mediaType: string } | null
  /** Erases a customer's documents; their contents are deleted once that is committed. */
  purge(customerId: CustomerId): void
  startDay(): void
}
interface Deps extends ServiceBase {
  customers: { require(customerId: CustomerId): unknown }
  dataDir: string
  /** Contents in the same folder that are not documents. */
  otherContents(): readonly string[]
}
interface AddOrder {
  customerId: CustomerId
  file: string
  kind: Document['kind']
  note: string
}
type Added = { document: Document; operationId: OperationId | null }

/** Larger files are read, hashed and flushed in a thread. */
const SMALL_BYTES = 1_000_000

/** Papers and pictures of customers. */
export function documentsService({ db, clock, newId, recorder, background, log, customers, dataDir, otherContents }: Deps): DocumentsService {
  const documents = documentsRepository(db)
  const store = fileStore(filesFolder(dataDir))

  function require(id: DocumentId): Document {
    const document = documents.find(id)
    if (!document) throw new AppError('missing', 'document-gone')
    return document
  }
  function contentOf({ hash, name }: Document): Uint8Array {
    const content = store.read(hash)
    if (!content) throw new AppError('missing', 'document-content-missing', { name })
    return content
  }

  function insert(customerId: CustomerId, kind: Document['kind'], name: string, content: Uint8Array, note: string): Document {
    const hash = keep(content)
    if (kind === 'photo') documents.removePhotos(customerId)
    const document: Document = {
      id: newId() as DocumentId,
      customerId,
      kind,
      name,
      mediaType: mediaType(name, content),
      bytes: content.byteLength,
      hash,
      note,
      addedOn: clock.today(),
      createdAt: clock.now(),
    }
    documents.insert(document)
    return document
  }
  function keep(content: Uint8Array): string {
    if (dataDir === '') throw new AppError('conflict', 'folder-missing')
    return store.put(content)
  }

  function add({ customerId, file, kind, note }: AddOrder): Added {
    const name = documentName(basename(file)) || 'Dokument'
    const content = new Uint8Array(readFileSync(file))
    if (kind === 'photo' && !imageType(content)) throw new AppError('invalid', 'document-not-an-image', { name })
    const { value: document, operationId } = recorder.run({ call: 'documents.add' }, () => {
      customers.require(customerId)
      recorder.describe({ customerId, count: 1 })
      return insert(customerId, kind, name, content, note)
    })
    forgetDropped(file)
    return { document, operationId }
  }
  /** A dropped file was brought here by the window; a second copy of it would outlive the document. */
  function forgetDropped(file: string): void {
    const inside = relative(join(dataDir, 'drop'), resolve(file))
    if (!inside.startsWith('..') && inside !== '') rmSync(dirname(resolve(file)), { recursive: true, force: true })
  }

  const contentsInUse = () => new Set([...documents.hashesInUse(), ...otherContents()])
  function purge(customerId: CustomerId): void {
    documents.erase(customerId)
    // After the transaction, which may still be rolled back; at the next start where even that does not come about.
    queueMicrotask(deleteErased)
  }
  function deleteErased(): void {
    if (!db.open || db.inTransaction) return
    const hashes = documents.erased()
    if (hashes.length === 0) return
    const inUse = contentsInUse()
    for (const hash of hashes) {
      if (!inUse.has(hash)) store.remove(hash)
      documents.forgetErased(hash)
    }
  }

  function change(id: DocumentId, work: () => void): Document {
    const { customerId } = require(id)
    customers.require(customerId)
    work()
    recorder.describe({ customerId, count: 1 })
    return require(id)
  }

  return {
    purge,
    keepPhoto(customerId, content) {
      const type = imageType(content)
      if (!type || content.byteLength > DOCUMENT_LIMIT_BYTES) return false
      insert(customerId, 'photo', `Foto.${type === 'image/jpeg' ? 'jpg' : type.slice('image/'.length)}`, content, '')
      return true
    },
    photoOf(customerId) {
      const photo = documents.photoOf(customerId)
      const content = photo && store.read(photo.hash)
      return content ? { content, mediaType: photo.mediaType } : null
    },
    startDay() {
      if (dataDir === '') return
      try {
        rmSync(openFolder(dataDir), { recursive: true, force: true })
        deleteErased()
      } catch (error) {
        log.error('documents.startDay', error) // a copy that another program still holds open must not keep an owner out
      }
      if (isCleaned(dataDir, clock.today())) return
      cleanFiles(dataDir, contentsInUse(), Date.now()).catch((error: unknown) => log.error('documents.startDay', error))
    },
    tasks: { 'documents.add': add },
    calls: {
      async add(input, job) {
        customers.require(input.customerId)
        const order: AddOrder = { ...input, file: resolve(input.file) }
        const size = requireFile(order.file)
        return size <= SMALL_BYTES ? add(order) : await background.run<Added>('documents.add', order, job)
      },
      listFor: ({ customerId }) => ({ rows: documents.filesOf(customerId), photo: documents.photoOf(customerId) ?? null }),
      remove({ documentId }) {
        const document = require(documentId)
        customers.require(document.customerId)
        documents.remove(documentId)
        recorder.describe({ customerId: document.customerId, count: 1 })
        return document
      },
      rename({ documentId, name }) {
        const fit = documentName(name)
        if (fit === '') throw new AppError('invalid', 'document-name-missing')
        return change(documentId, () => documents.rename(documentId, fit))
      },
      note: ({ documentId, note }) => change(documentId, () => documents.note(documentId, note)),
      open({ documentId }) {
        const document = require(documentId)
        if (!isOpenable(document.name, firstBytes(store.pathOf(document.hash))))
          throw new AppError('denied', 'document-not-openable', { name: document.name })
        const content = contentOf(document)
        const file = join(openFolder(dataDir), randomUUID(), document.name)
        mkdirSync(dirname(file), { recursive: true })
        // What another program changes there does not change the document, so it is told at once.
        writeFileSync(file, content, { mode: 0o444 })
        return { file }
      },
      async saveAs({ documentId, file }) {
        const document = require(documentId)
        if (!store.has(document.hash, document.bytes)) throw new AppError('missing', 'document-content-missing', { name: document.name })
        const target = resolve(file)
        const part = `${target}.part`
        try {
          await copyFile(store.pathOf(document.hash), part)
          await rename(part, target)
        } catch (error) {
          await rm(part, { force: true }).catch(() => {})
          throw error
        }
        return { file: target, bytes: document.bytes }
      },
      image({ hash }) {
        const document = documents.findByHash(hash)
        if (!document || !/^image\/(jpeg|png|webp|gif)$/.test(document.mediaType)) throw new AppError('missing', 'document-gone')
        return { file: store.pathOf(hash), mediaType: document.mediaType }
      },
    },
  }
}

/** Copies that other programs have opened, until the next start. */
export const openFolder = (dataDir: string): string => join(dataDir, 'opened')

function requireFile(file: string): number {
  const stat = statSync(file, { throwIfNoEntry: false })
  const name = basename(file)
  if (!stat) throw new AppError('missing', 'file-missing', { file })
  if (!stat.isFile()) throw new AppError('invalid', 'document-is-folder', { name })
  if (stat.size === 0) throw new AppError('invalid', 'document-empty', { name })
  if (stat.size > DOCUMENT_LIMIT_BYTES) throw new AppError('invalid', 'document-too-large', { name })
  return stat.size
}

function firstBytes(file: string): Uint8Array {
  const bytes = new Uint8Array(16)
  try {
    const handle = openSync(file, 'r')
    try {
      return bytes.subarray(0, readSync(handle, bytes))
    } finally {
      closeSync(handle)
    }
  } catch {
    return bytes // that it is missing is told by whoever reads it
  }
}
