import { spawn } from 'node:child_process'
import { HostBrowserWindow } from './browser-window.ts'
import { theBrowser } from './runtime.ts'
import { strict } from './strict.ts'

type Members = 'showErrorBox' | 'showMessageBox' | 'showOpenDialog' | 'showSaveDialog'
type Arguments<Options> = [options: Options] | [window: unknown, options: Options]

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
    child.stdout.setEncoding('utf8').on('data', (text: string) => { output += text })
    child.once('error', () => reject(new Error('electron stand-in: file dialogs need the program zenity')))
    child.once('exit', (code) => resolve(code === 0 ? output.trimEnd() : undefined))
  })
}

const filters = (options: { filters?: Electron.FileFilter[] }): string[] =>
  (options.filters ?? []).map(({ name, extensions }) => `--file-filter=${name} | ${extensions.map((extension) => `*.${extension}`).join(' ')}`)

async function showSaveDialog(...args: Arguments<Electron.SaveDialogOptions>): Promise<Electron.SaveDialogReturnValue> {
  const options = optionsOf(args)
  const file = await zenity(['--file-selection', '--save', `--title=${options.title ?? ''}`, `--filename=${options.defaultPath ?? ''}`, ...filters(options)])
  return { canceled: file === undefined, filePath: file ?? '' }
}

async function showOpenDialog(...args: Arguments<Electron.OpenDialogOptions>): Promise<Electron.OpenDialogReturnValue> {
  const options = optionsOf(args)
  const kinds = [options.properties?.includes('openDirectory') && '--directory', options.properties?.includes('multiSelections') && '--multiple']
  const files = await zenity(['--file-selection', '--separator=\n', `--title=${options.title ?? ''}`, ...kinds.filter((kind) => kind !== false && kind !== undefined), ...filters(options)])
  return { canceled: files === undefined, filePaths: files?.split('\n') ?? [] }
}

async function showMessageBox(...args: Arguments<Electron.MessageBoxOptions>): Promise<Electron.MessageBoxReturnValue> {
  const options = optionsOf(args)
  const isQuestion = (options.buttons?.length ?? 0) > 1
  const answer = await zenity([isQuestion ? '--question' : '--info', `--text=${options.message}\n${options.detail ?? ''}`])
  return { response: answer === undefined ? (options.cancelId ?? 1) : 0, checkboxChecked: false }
}

function showErrorBox(title: string, content: string): void {
  console.error(`${title}: ${content}`)
}

export const dialog = strict('dialog', { showSaveDialog, showOpenDialog, showMessageBox, showErrorBox }) as unknown as Pick<Electron.Dialog, Members>
