import { spawn } from 'node:child_process'
import { HostBrowserWindow } from './browser-window.ts'
import type { BrowserWindow } from './browser-window.ts'
import { theBrowser } from './runtime.ts'
import { strict } from './strict.ts'

type Arguments<Options> = [options: Options] | [window: BrowserWindow, options: Options]
type Show<Options, Result> = (...args: Arguments<Options>) => Promise<Result>

/** Electron takes a parent window before the options, or leaves it out. */
function optionsOf<Options>(args: Arguments<Options>): Options {
  return args[0] instanceof HostBrowserWindow ? (args[1] as Options) : (args[0] as Options)
}

/** Shows one of zenity's dialogs; undefined when it was cancelled. A test must replace the dialog, since nobody could answer it. */
function zenity(args: string[]): Promise<string | undefined> {
  if (theBrowser().isHeadless) {
    return Promise.reject(new Error(`electron stand-in: a dialog was opened without a display and no test replaced it (${args.join(' ')})`))
  }
  return new Promise((resolve, reject) => {
    const child = spawn('zenity', args, { stdio: ['ignore', 'pipe', 'ignore'] })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    child.once('error', () => reject(new Error('electron stand-in: file dialogs need the program zenity')))
    child.once('exit', (code) => resolve(code === 0 ? output.trimEnd() : undefined))
  })
}

const filters = (options: { filters?: Electron.FileFilter[] }): string[] =>
  (options.filters ?? []).map(({ name, extensions }) => `--file-filter=${name} | ${extensions.map((extension) => `*.${extension}`).join(' ')}`)

async function showSaveDialog(...args: Arguments<Electron.SaveDialogOptions>): Promise<Electron.SaveDialogReturnValue> {
  const options = optionsOf(args)
  const file = await zenity([
    '--file-selection',
    '--save',
    `--title=${options.title ?? ''}`,
    `--filename=${options.defaultPath ?? ''}`,
    ...filters(options),
  ])
  return { canceled: file === undefined, filePath: file ?? '' }
}

async function showOpenDialog(...args: Arguments<Electron.OpenDialogOptions>): Promise<Electron.OpenDialogReturnValue> {
  const options = optionsOf(args)
  const kinds = [options.properties?.includes('openDirectory') && '--directory', options.properties?.includes('multiSelections') && '--multiple']
  const files = await zenity([
    '--file-selection',
    '--separator=\n',
    `--title=${options.title ?? ''}`,
    ...kinds.filter((kind) => kind !== false && kind !== undefined),
    ...filters(options),
  ])
  return { canceled: files === undefined, filePaths: files?.split('\n') ?? [] }
}

export const dialog: {
  showOpenDialog: Show<Electron.OpenDialogOptions, Electron.OpenDialogReturnValue>
  showSaveDialog: Show<Electron.SaveDialogOptions, Electron.SaveDialogReturnValue>
} = strict('dialog', { showOpenDialog, showSaveDialog })
