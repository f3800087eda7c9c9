import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { command } from '../../support/command-line.ts'

let root: string
let disk: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stammkunde-full-'))
  disk = join(root, 'disk')
  mkdirSync(disk)
})
afterEach(() => {
  spawnSync('umount', [disk])
  rmSync(root, { recursive: true, force: true })
})
const mount = (options: string) => spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]).status === 0

it('a document for which there is no room leaves nothing behind, and a smaller one still goes in', async (context) => {
  if (process.platform !== 'linux' || !mount('size=4m')) return context.skip()
  const words = ['--data', join(disk, 'data')]
  const { answer } = await command(['customers.create', '{"kind":"person","lastName":"Kern"}', ...words])
  const customerId = (answer as { value: { id: number } }).value.id
  const file = join(root, 'gross.pdf')
  writeFileSync(file, Buffer.alloc(6_000_000, 1))
  expect(await command(['documents.add', JSON.stringify({ customerId, file }), ...words])).toMatchObject({
    code: 1,
    answer: { failure: { reason: 'disk-full' } },
    stderr: expect.stringContaining('voll'),
  })
  expect(readdirSync(join(disk, 'data/files'), { recursive: true }).filter((name) => String(name).length > 2)).toEqual([])
  const small = join(root, 'klein.pdf')
  writeFileSync(small, '%PDF')
  expect(await command(['documents.add', JSON.stringify({ customerId, file: small }), ...words])).toMatchObject({ code: 0 })
  expect(await command(['documents.listFor', JSON.stringify({ customerId }), ...words])).toMatchObject({
    answer: { value: { rows: [{ name: 'klein.pdf' }] } },
  })
}, 30_000)
