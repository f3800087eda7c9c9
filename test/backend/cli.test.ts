import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contract } from '#contract'
import { runCli } from '../../electron/cli.ts'
import type { CliHost } from '../../electron/cli.ts'
import { command, startCommand } from '../support/command-line.ts'

let root: string
let data: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stammkunde-cli-'))
  data = join(root, 'data')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** One call in this process; what it prints is kept apart. */
async function call(words: readonly string[], host: CliHost = {}) {
  const [out, told]: [string[], string[]] = [[], []]
  const code = await runCli([...words, '--data', data], {
    environment: { LANG: 'C' },
    stdout: (text) => void out.push(text),
    stderr: (text) => void told.push(text),
    ...host,
  })
  return { code, answer: JSON.parse(out.join('')) as Record<string, never>, stderr: told.join('') }
}

describe('the command line', () => {
  it('answers with one JSON value and 0', async () => {
    const created = await call(['customers.create', '{"kind":"person","lastName":"Kern"}'])
    expect(created).toMatchObject({ code: 0, stderr: '', answer: { ok: true, value: { lastName: 'Kern' }, operationId: expect.any(Number) } })
    expect(await call(['customers.count'])).toEqual({ code: 0, stderr: '', answer: { ok: true, value: { customers: 1, sample: 0, inBin: 0 } } })
  })

  it('takes its words in any order and its JSON from stdin', async () => {
    const host = { stdin: () => '{"kind":"person","lastName":"Brandt"}' }
    expect(await call(['--today', '2026-03-12', 'customers.create', '-'], host)).toMatchObject({ code: 0, answer: { value: { lastName: 'Brandt' } } })
    const { answer } = await call(['--today=2026-03-12', 'customers.list', '{"limit":1}'])
    expect(answer).toMatchObject({ value: { rows: [{ createdOn: '2026-03-12' }] } })
  })

  it('runs a job to its end and answers its result; a path is meant from where the caller stands', async () => {
    const file = join(root, 'kunden.csv')
    writeFileSync(file, 'Nachname;Vorname\nKern;Sabine\n')
    const ended = await call(['imports.start', JSON.stringify({ file: relative(process.cwd(), file) })])
    expect(ended).toMatchObject({ code: 0, answer: { ok: true, value: { created: 1, failed: 0 } } })
  })

  it('prints every call with its schemas', async () => {
    const { answer } = await call(['--list'])
    const names = Object.entries(contract).flatMap(([capability, verbs]) => Object.keys(verbs).map((verb) => `${capability}.${verb}`))
    const listed = answer as unknown as { name: string; kind: string; input: { type: string; required?: string[] }; result?: object }[]
    expect(listed.map(({ name }) => name)).toEqual(names)
    expect(listed.find(({ name }) => name === 'purchases.record')?.input.required).toEqual(['customerId', 'day'])
    expect(listed.filter(({ result }) => result !== undefined).map(({ kind }) => kind)).toEqual(
      listed.filter(({ kind }) => kind === 'job').map(() => 'job'),
    )
  })

  it.each([
    [['nix.da'], 'call-unknown', '„nix.da“ gibt es nicht'],
    [['__proto__.toString'], 'call-unknown', 'gibt es nicht'],
    [['customers.count', '{'], 'json-malformed', 'kein gültiges JSON'],
    [['customers.count', ''], 'json-malformed', 'kein gültiges JSON'],
    [['customers.count', '{}', '--fast'], 'usage', '„--fast“ gehört hier nicht hin'],
    [['customers.count', '{}', '{}'], 'usage', '„{}“ gehört hier nicht hin'],
    [['customers.count', '--lang', 'fr'], 'usage', '„fr“ gehört hier nicht hin'],
    [['customers.count', '--today', '2026-02-30'], 'day-invalid', 'im Kalender nicht'],
  ])('calls %j wrong usage: one sentence and 2', async (words, reason, sentence) => {
    const ended = await call(words)
    expect(ended).toMatchObject({ code: 2, answer: { ok: false, failure: { reason } } })
    expect(ended.stderr).toContain(sentence)
    expect(ended.stderr.trim().split('\n')).toHaveLength(1)
    expect(existsSync(data)).toBe(false)
  })

  it.each([
    [['customers.get', '{"customerId":1}'], 'customer-gone'],
    [['customers.create', '{"kind":"person"}'], 'name-missing'],
    [['customers.create', '[]'], 'input-invalid'],
    [['customers.create', 'null'], 'input-invalid'],
    [['imports.start', '{"file":"/gone.csv"}'], 'file-missing'],
    [['backup.create', '{"folder":"/gone"}'], 'backup-target-missing'],
  ])('refuses %j with one sentence and 1', async (words, reason) => {
    const ended = await call(words)
    expect(ended).toMatchObject({ code: 1, answer: { ok: false, failure: { reason } } })
    expect(ended.stderr).toMatch(/^[^\n]+\n$/)
  })

  it('speaks the language asked for, else the one of the data folder, else the system’s, else German', async () => {
    const said = async (words: readonly string[], LANG = 'C') =>
      (await call(['customers.get', '{"customerId":1}', ...words], { environment: { LANG } })).stderr
    expect(await said([])).toContain('Diesen Kunden')
    expect(await said([], 'en_GB.UTF-8')).toContain('This customer')
    await call(['settings.update', '{"language":"en"}'])
    expect(await said([], 'de_DE.UTF-8')).toContain('This customer')
    expect(await said(['--lang', 'de'])).toContain('Diesen Kunden')
  })

  it('prints where a page can be drawn, and nowhere else', async () => {
    const printed: string[] = []
    const { answer: issued } = await call(['customers.create', '{"kind":"person","lastName":"Kern"}'])
    const customerId = (issued as unknown as { value: { id: number } }).value.id
    const { answer: card } = await call(['cards.issue', JSON.stringify({ customerId })])
    const input = JSON.stringify({
      cardIds: [(card as unknown as { value: { id: number } }).value.id],
      sheet: 'cr80',
      file: join(root, 'karten.pdf'),
    })
    const printToPdf = (html: string) => {
      printed.push(html)
      return Promise.resolve(Buffer.from('%PDF-1.4 /Type /Page /Type /Page %%EOF'))
    }
    expect(await call(['cards.print', input], { printToPdf })).toMatchObject({ answer: { ok: true } })
    expect(printed).toHaveLength(1)
  })
})

describe('the command line as a program', () => {
  it('prints nothing but the answer, and ends with the right code', async () => {
    await command(['customers.count', '--data', data])
    const ended = await command(['customers.count', '--data', data])
    expect(ended).toMatchObject({ code: 0, stderr: '', answer: { ok: true, value: { customers: 0 } } })
    expect(await command(['nix.da', '--data', data])).toMatchObject({ code: 2, answer: { ok: false } })
    expect(await command(['customers.get', '{"customerId":1}', '--data', data])).toMatchObject({ code: 1, answer: { ok: false } })
  }, 30_000)

  it('cancels a running import at Ctrl+C, leaves nothing of it, and says so', async () => {
    const file = join(root, 'kunden.csv')
    writeFileSync(file, ['Nachname;Vorname', ...Array.from({ length: 60_000 }, (_, n) => `Kern${n};Sabine`)].join('\n'))
    const running = startCommand(['imports.start', JSON.stringify({ file }), '--data', data])
    await running.says(/writing \d+ %/)
    running.kill('SIGINT')
    expect(await running.ended).toMatchObject({ code: 1, answer: { ok: false, failure: { code: 'cancelled', reason: 'cancelled' } } })
    expect(await call(['customers.count'])).toMatchObject({ answer: { value: { customers: 0 } } })
    expect(readdirSync(data).filter((name) => name.endsWith('-wal'))).toEqual([])
  }, 30_000)
})
