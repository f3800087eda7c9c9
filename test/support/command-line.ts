import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import type { Answer } from '#contract'

const CLI = resolve(import.meta.dirname, '../../electron/cli.ts')

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
  /** stdout, which must be one JSON value. */
  answer: Answer
}
export interface Running {
  ended: Promise<Ended>
  kill(signal: NodeJS.Signals): void
  /** When stderr first says something that matches. */
  says(text: RegExp): Promise<void>
}

/** Starts the command line as a process of its own. */
export function startCommand(
  words: readonly string[],
  { stdin = '', environment = {} }: { stdin?: string; environment?: NodeJS.ProcessEnv } = {},
): Running {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CLI, ...words], {
    env: { ...process.env, LANG: 'C', LC_ALL: '', STAMMKUNDE_DATA: '', NODE_OPTIONS: '', ...environment },
  })
  let stdout = ''
  let stderr = ''
  const waiting: { text: RegExp; heard: () => void }[] = []
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
    for (const { text, heard } of waiting) if (text.test(stderr)) heard()
  })
  child.stdin.end(stdin)
  return {
    ended: new Promise((done) =>
      child.on('close', (code) => done({ code, stdout, stderr, answer: (stdout === '' ? null : JSON.parse(stdout)) as Answer })),
    ),
    kill: (signal) => void child.kill(signal),
    says: (text) => new Promise((heard) => waiting.push({ text, heard })),
  }
}

export const command = (words: readonly string[], options?: Parameters<typeof startCommand>[1]): Promise<Ended> => startCommand(words, options).ended
