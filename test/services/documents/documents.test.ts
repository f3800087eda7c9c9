import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerId } from '#contract'
import { cleanFiles } from '../../../electron/services/documents/clean-files.ts'
import { documentName } from '../../../electron/services/documents/document-name.rules.ts'
import { openHouse, Refused } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46])
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])

let root: string
let house: House
let customerId: CustomerId
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'stammkunde-documents-'))
  house = openHouse({ dataDir: join(root, 'data') })
  customerId = (await house.call('customers.create', { kind: 'person', lastName: 'Kern' })).id
})
afterEach(() => {
  house.close()
  rmSync(root, { recursive: true, force: true })
})

function file(name: string, content: string | Uint8Array): string {
  const path = join(root, name)
  writeFileSync(path, content)
  return path
}
const add = (path: string, more: { kind?: 'photo' | 'file'; note?: string; to?: CustomerId } = {}) =>
  house.job('documents.add', { customerId: more.to ?? customerId, file: path, kind: more.kind ?? 'file', note: more.note ?? '' })
const list = () => house.call('documents.listFor', { customerId })
const stored = () =>
  existsSync(join(root, 'data/files'))
    ? readdirSync(join(root, 'data/files'), { recursive: true, encoding: 'utf8' })
        .map((name) => basename(name))
        .filter((name) => name.length > 2 && !name.startsWith('.'))
        .toSorted()
    : []
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof Refused) return error.failure
  throw error ?? new Error('was not refused')
}

describe('a document', () => {
  it('is copied to where its content is kept, and stays when the file goes', async () => {
    const path = file('Rechnung 2026-114.pdf', '%PDF-1.7 Rechnung')
    const { document, operationId } = await add(path, { note: 'liegt auch im Ordner' })
    rmSync(path)
    expect(document).toMatchObject({ kind: 'file', name: 'Rechnung 2026-114.pdf', mediaType: 'application/pdf', bytes: 17, addedOn: '2026-03-12' })
    expect(operationId).not.toBeNull()
    expect((await list()).rows).toEqual([document])
    expect(readFileSync(join(root, 'data/files', document.hash.slice(0, 2), document.hash), 'utf8')).toBe('%PDF-1.7 Rechnung')
    const target = join(root, 'kopie.pdf')
    expect(await house.call('documents.saveAs', { documentId: document.id, file: target })).toEqual({ file: target, bytes: 17 })
    expect(readFileSync(target, 'utf8')).toBe('%PDF-1.7 Rechnung')
  })

  it('with the same content as another is kept once', async () => {
    const brandt = (await house.call('customers.create', { kind: 'person', lastName: 'Brandt' })).id
    const one = await add(file('a.txt', 'gleich'))
    const other = await add(file('b.txt', 'gleich'), { to: brandt })
    expect(other.document.hash).toBe(one.document.hash)
    expect(stored()).toEqual([one.document.hash])
  })

  it('can be renamed, noted and removed, and each is taken back', async () => {
    const { document } = await add(file('brief.txt', 'Sehr geehrte Frau Kern'))
    await house.call('documents.rename', { documentId: document.id, name: 'Brief an Kern.txt' })
    await house.call('documents.note', { documentId: document.id, note: 'beantwortet' })
    expect((await list()).rows).toMatchObject([{ name: 'Brief an Kern.txt', note: 'beantwortet' }])
    await house.call('documents.remove', { documentId: document.id })
    expect((await list()).rows).toEqual([])
    expect(stored()).toEqual([document.hash])
    for (let step = 0; step < 3; step++) await house.job('operations.undoLast', {})
    expect((await list()).rows).toEqual([document])
    await house.job('operations.undoLast', {})
    expect((await list()).rows).toEqual([])
    await house.job('operations.redoLast', {})
    expect((await list()).rows).toEqual([document])
  })

  it('is opened as a copy under its own name; what a computer would run is not', async () => {
    const { document } = await add(file('Vertrag.pdf', '%PDF-1.7'))
    const opened = (await house.call('documents.open', { documentId: document.id })).file
    expect([basename(opened), readFileSync(opened, 'utf8')]).toEqual(['Vertrag.pdf', '%PDF-1.7'])
    for (const [name, content] of [
      ['Rechnung.pdf.exe', 'x'],
      ['makro.docm', 'x'],
      ['seite.html', '<script>'],
      ['bild.svg', '<svg/>'],
      ['ohne', 'x'],
      ['Rechnung.pdf', 'MZ\u0090'],
      ['skript.txt', '#!/bin/sh\nrm -rf /'],
    ] as const) {
      const { document: bad } = await add(file(name, content))
      expect(await refusal(house.call('documents.open', { documentId: bad.id })), name).toMatchObject({
        code: 'denied',
        reason: 'document-not-openable',
      })
    }
  })

  it('whose content was lost says so', async () => {
    const { document } = await add(file('a.txt', 'wichtig'))
    const where = join(root, 'data/files', document.hash.slice(0, 2), document.hash)
    writeFileSync(where, 'anders!')
    expect((await refusal(house.call('documents.open', { documentId: document.id }))).reason).toBe('document-content-missing')
    rmSync(where)
    expect((await refusal(house.call('documents.saveAs', { documentId: document.id, file: join(root, 'x') }))).reason).toBe(
      'document-content-missing',
    )
    expect(existsSync(join(root, 'x'))).toBe(false)
  })

  it('that the window dropped leaves no second copy in the drop folder', async () => {
    const dropped = join(root, 'data/drop/1/brief.txt')
    mkdirSync(dirname(dropped), { recursive: true })
    writeFileSync(dropped, 'Brief')
    await add(dropped)
    expect(existsSync(dirname(dropped))).toBe(false)
    expect(existsSync(join(root, 'data/drop'))).toBe(true)
  })
})

describe('a file that cannot be kept', () => {
  const cases: [string, string, () => string][] = [
    ['has nothing in it', 'document-empty', () => file('leer.txt', '')],
    ['is gone', 'file-missing', () => join(root, 'weg.txt')],
    ['is a folder', 'document-is-folder', () => root],
    ['is too large', 'document-too-large', () => file('gross.bin', Buffer.alloc(50_000_001))],
  ]
  it.each(cases)('%s', async (_, reason, make) => {
    expect((await refusal(add(make()))).reason).toBe(reason)
    expect((await list()).rows).toEqual([])
    expect(stored()).toEqual([])
  })

  it('belongs to nobody, or to a customer who is gone or in the bin', async () => {
    expect((await refusal(add(file('a.txt', 'a'), { to: 7 as CustomerId }))).reason).toBe('customer-gone')
    await house.call('customers.remove', { customerIds: [customerId] })
    expect((await refusal(add(file('a.txt', 'a')))).reason).toBe('customer-in-bin')
    expect(stored()).toEqual([])
  })

  it.skipIf(process.getuid?.() === 0)('finds a folder that cannot be written', async () => {
    mkdirSync(join(root, 'data'), { recursive: true })
    chmodSync(join(root, 'data'), 0o555)
    expect((await refusal(add(file('a.txt', 'a')))).reason).toBe('folder-read-only')
    chmodSync(join(root, 'data'), 0o755)
  })
})

describe('the name of a document', () => {
  it.each([
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Temp\\Rechnung?.pdf', 'C__Temp_Rechnung_.pdf'],
    ['Glückwunsch 🎂.jpg', 'Glückwunsch 🎂.jpg'],
    ['con.txt', '_con.txt'],
    ['  ...  ', ''],
    ['rech\u202Efdp.exe', 'rech_fdp.exe'],
  ])('%s becomes %s', (name, wanted) => expect(documentName(name)).toBe(wanted))

  it('is cut to what every disk takes, and keeps its ending', () => {
    const long = documentName(`${'ä'.repeat(200)}🎂.pdf`)
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(180)
    expect(long.endsWith('ä.pdf')).toBe(true)
  })

  it('cannot be emptied', async () => {
    const { document } = await add(file('a.txt', 'a'))
    expect((await refusal(house.call('documents.rename', { documentId: document.id, name: ' . ' }))).reason).toBe('document-name-missing')
  })
})

describe('a photo', () => {
  it('takes the place of the one before, and comes back by undo', async () => {
    const first = (await add(file('a.jpg', JPEG), { kind: 'photo' })).document
    const second = (await add(file('b.png', PNG), { kind: 'photo' })).document
    expect(await list()).toMatchObject({ rows: [], photo: { id: second.id, mediaType: 'image/png' } })
    await house.job('operations.undoLast', {})
    expect((await list()).photo).toEqual(first)
  })

  it('must be a picture, whatever its name says', async () => {
    expect((await refusal(add(file('foto.jpg', 'kein Bild'), { kind: 'photo' }))).reason).toBe('document-not-an-image')
    expect((await list()).photo).toBeNull()
    const { document } = await add(file('foto.png', 'kein Bild'))
    expect(document.mediaType).toBe('application/octet-stream')
    expect((await refusal(house.call('documents.image', { hash: document.hash }))).reason).toBe('document-gone')
  })

  it('is kept for other parts inside their own operation', async () => {
    const { recorder, documents } = { recorder: house.services.operations, documents: house.services.documents }
    recorder.run({ call: 'imports.start' }, () => {
      expect(documents.keepPhoto(customerId, JPEG)).toBe(true)
      expect(documents.keepPhoto(customerId, Buffer.from('kein Bild'))).toBe(false)
    })
    expect(documents.photoOf(customerId)).toEqual({ content: new Uint8Array(JPEG), mediaType: 'image/jpeg' })
    const { photo } = await list()
    expect(await house.call('documents.image', { hash: photo!.hash })).toMatchObject({ mediaType: 'image/jpeg' })
    await house.job('operations.undoLast', {})
    expect(documents.photoOf(customerId)).toBeNull()
  })
})

describe('contents that nobody needs', () => {
  const inUse = () => new Set<string>(house.db.prepare<[], string>('select hash from document').pluck().all())
  const age = (days: number) => {
    for (const hash of stored()) {
      const then = new Date(Date.now() - days * 86_400_000)
      utimesSync(join(root, 'data/files', hash.slice(0, 2), hash), then, then)
    }
  }
  it('go after a day, unless a document, an undo or data laid aside may ask for them', async () => {
    const { document } = await add(file('a.txt', 'bleibt'))
    mkdirSync(join(root, 'data/files/ab'), { recursive: true })
    writeFileSync(join(root, 'data/files/ab', 'ab'.repeat(32)), 'Waise')
    expect(await cleanFiles(join(root, 'data'), inUse(), Date.now())).toBe(0)
    age(2)
    mkdirSync(join(root, 'data/before-restore'))
    writeFileSync(join(root, 'data/before-restore/x.db'), '')
    expect(await cleanFiles(join(root, 'data'), inUse(), Date.now())).toBe(0)
    rmSync(join(root, 'data/before-restore/x.db'))
    expect(await cleanFiles(join(root, 'data'), inUse(), Date.now())).toBe(1)
    expect(stored()).toEqual([document.hash])
  })

  it('a removed document keeps its content while the removal can be undone', async () => {
    const { document } = await add(file('a.txt', 'bleibt'))
    await house.call('documents.remove', { documentId: document.id })
    age(400)
    mkdirSync(join(root, 'data/files/ab'), { recursive: true })
    writeFileSync(join(root, 'data/files/ab', 'ab'.repeat(32)), 'Waise')
    age(400)
    house.services.startDay()
    await expect.poll(stored).toEqual([document.hash])
    await house.job('operations.undoLast', {})
    expect((await list()).rows).toHaveLength(1)
  })

  it('of an erased customer are deleted, but for those of somebody else', async () => {
    await house.job('sample.load', {})
    const [sample] = house.db.prepare<[], CustomerId>('select id from customer where is_sample = 1').pluck().all()
    const own = (await add(file('a.txt', 'gemeinsam'))).document
    await add(file('b.txt', 'gemeinsam'), { to: sample! })
    const gone = (await add(file('c.jpg', JPEG), { to: sample!, kind: 'photo' })).document
    const removed = (await add(file('d.txt', 'entfernt'), { to: sample! })).document
    await house.call('documents.remove', { documentId: removed.id })
    expect(stored()).toHaveLength(3)
    await house.job('sample.remove', {})
    expect(stored()).toEqual([own.hash])
    expect(stored()).not.toContain(gone.hash)
    expect(house.db.prepare('select count(*) from erased_file').pluck().get()).toBe(0)
  })

  it('are still there when the erasing is rolled back', async () => {
    const { document } = await add(file('a.txt', 'bleibt'))
    expect(() =>
      house.services.operations.run({ call: 'customers.remove' }, () => {
        house.services.documents.purge(customerId)
        throw new Error('on purpose')
      }),
    ).toThrow('on purpose')
    await Promise.resolve()
    expect(stored()).toEqual([document.hash])
    expect((await list()).rows).toHaveLength(1)
  })
})

it('a large file is read in the time a coffee takes, and whole', async () => {
  const big = Buffer.alloc(5_000_000, 7)
  const { document } = await add(file('foto-5mb.jpg', Buffer.concat([JPEG, big])), { kind: 'photo' })
  expect(statSync(join(root, 'data/files', document.hash.slice(0, 2), document.hash)).size).toBe(5_000_010)
})
