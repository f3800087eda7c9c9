import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')

interface StepOptions {
  env?: Record<string, string | undefined>
  quiet?: boolean
}

/** Runs one program of node_modules/.bin (or `node`) in the project's folder and answers its exit code and output. */
export function runStep(
  command: string,
  args: readonly string[],
  { env = {}, quiet = false }: StepOptions = {},
): Promise<{ code: number; output: string }> {
  return new Promise((done, failed) => {
    const bin = join(root, 'node_modules/.bin')
    const separator = process.platform === 'win32' ? ';' : ':'
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env, PATH: `${bin}${separator}${process.env.PATH ?? ''}` },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    let output = ''
    const take = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
      output += chunk.toString()
      if (!quiet) stream.write(chunk)
    }
    child.stdout.on('data', take(process.stdout))
    child.stderr.on('data', take(process.stderr))
    child.on('error', failed)
    child.on('close', (code) => done({ code: code ?? 1, output }))
  })
}
