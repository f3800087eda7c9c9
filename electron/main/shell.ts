import path from 'node:path'
import { app, dialog, shell } from 'electron'
import type { FileFilter, OpenDialogOptions } from 'electron'
import type { Answer } from '#contract'
import { AppError } from '../database/app-error.ts'
import { failureOf, failureOfInput, unexpected } from '../backend/failures.ts'
import type { ChosenPath, ShellValues } from '../preload/api.ts'
import { dialogWords } from '../../words/dialogs.ts'
import { openFolder } from '../services/documents/documents.service.ts'
import { hasOpenableName } from '../services/documents/media-type.rules.ts'
import { mailLink } from '../services/texts/mail-link.ts'
import { openCamera } from './camera.ts'
import type { DropFolder } from './drop-folder.ts'
import type { HandedOutPaths } from './handed-out-paths.ts'
import type { HeldDocuments } from './held-documents.ts'
import { setMenuLanguage } from './menu.ts'
import type { Language } from './menu.ts'
import { printOnPaper } from './print.ts'
import { shellInputs } from './shell-inputs.ts'
import type { ShellInput, ShellName } from './shell-inputs.ts'
import { setTheme, theWindow } from './window.ts'

export interface ShellParts {
  paths: HandedOutPaths
  drop: DropFolder
  documents: HeldDocuments
  dataDir: string
  /** The day on which the calendar was told to stand. */
  today: string | null
}
type ShellHandlers = { [N in ShellName]: (input: ShellInput<N>) => ShellValues[N] | Promise<ShellValues[N]> }

const openExtensions = {
  customers: ['csv', 'tsv', 'txt', 'xlsx', 'vcf'],
  backup: ['skbackup', 'db'],
  image: ['png', 'jpg', 'jpeg', 'webp'],
  logo: ['png', 'jpg', 'jpeg', 'svg'],
  any: ['*'],
}
const saveExtensions = { table: 'csv', pdf: 'pdf', backup: 'skbackup', contacts: 'vcf', workbook: 'xlsx', archive: 'zip', mail: 'eml', any: '*' }

/** What only a window can do. Answers like `dispatch` does, and never throws. */
export function createShell(parts: ShellParts): (name: string, input: unknown) => Promise<Answer> {
  const handlers = shellHandlers(parts)
  return async (name, input) => {
    if (!isShellName(name)) return { ok: false, failure: { code: 'missing', reason: 'call-unknown', detail: { call: name } } }
    const parsed = shellInputs[name].safeParse(input)
    if (!parsed.success) return { ok: false, failure: failureOfInput(parsed.error) }
    try {
      const handle = handlers[name] as (input: unknown) => unknown
      return { ok: true, value: await handle(parsed.data) }
    } catch (error) {
      const failure = failureOf(error)
      if (!failure) console.error(`shell.${name}`, error)
      return { ok: false, failure: failure ?? unexpected }
    }
  }
}

const isShellName = (name: string): name is ShellName => Object.hasOwn(shellInputs, name)

function shellHandlers({ paths, drop, documents, dataDir, today }: ShellParts): ShellHandlers {
  let language: Language = 'de'
  const handOut = (file: string): ChosenPath => {
    paths.allow(file)
    return { path: file, name: path.basename(file) }
  }
  return {
    async chooseFile({ kind }) {
      const filters: FileFilter[] = [{ name: dialogWords[language].kinds[kind], extensions: openExtensions[kind] }]
      return (await chooseExisting({ properties: ['openFile'], filters })).map(handOut)[0] ?? null
    },
    async chooseFolder() {
      return (await chooseExisting({ properties: ['openDirectory', 'createDirectory'] })).map(handOut)[0] ?? null
    },
    async chooseSaveFile({ kind, suggestedName }) {
      const filters: FileFilter[] = [{ name: dialogWords[language].kinds[kind], extensions: [saveExtensions[kind]] }]
      const file = await chooseNew(path.join(app.getPath('documents'), path.basename(suggestedName)), filters)
      const extension = kind === 'any' ? path.extname(suggestedName).slice(1) : saveExtensions[kind]
      return file === null ? null : handOut(withExtension(file, extension))
    },
    dropFile: async ({ name, bytes }) => handOut(await drop.keep(name, bytes)),
    showInFolder({ path: file }) {
      if (!paths.isAllowed(file)) throw new AppError('denied', 'path-not-chosen')
      shell.showItemInFolder(path.resolve(file))
      return null
    },
    async openFile({ path: file }) {
      const name = path.basename(file)
      const isCopy = path.dirname(path.dirname(path.resolve(file))) === openFolder(path.resolve(dataDir))
      if (!paths.isAllowed(file) || !isCopy) throw new AppError('denied', 'path-not-chosen')
      if (!hasOpenableName(name)) throw new AppError('denied', 'document-not-openable', { name })
      if ((await shell.openPath(path.resolve(file))) !== '') throw new AppError('conflict', 'document-no-program', { name })
      return null
    },
    async openMail(mail) {
      await openWith(mailLink(mail))
      return null
    },
    async openPhone({ number }) {
      await openWith(`tel:${number}`)
      return null
    },
    openCamera() {
      openCamera()
      return null
    },
    holdDocument: ({ html }) => ({ path: documents.hold(html) }),
    releaseDocument({ path: pathname }) {
      documents.release(pathname)
      return null
    },
    print: async ({ html }) => ({ printed: await printOnPaper(documents, html) }),
    async printers() {
      const known = (await theWindow()?.webContents.getPrintersAsync()) ?? []
      return { names: known.map(({ displayName, name }) => displayName || name) }
    },
    setTheme({ theme }) {
      setTheme(theme)
      return null
    },
    setLanguage({ language: chosen }) {
      language = chosen
      setMenuLanguage(chosen)
      return null
    },
    about() {
      paths.allow(dataDir)
      return { version: app.getVersion(), electron: process.versions['electron'] ?? '', chromium: process.versions['chrome'] ?? '', dataDir, today }
    },
    quit() {
      setImmediate(() => app.quit()) // the answer leaves first
      return null
    },
  }
}

/** Only links that were built here from checked parts ever come this way. */
async function openWith(link: string): Promise<void> {
  try {
    await shell.openExternal(link)
  } catch {
    throw new AppError('conflict', 'link-no-program')
  }
}

/** A dialog belongs to the window, so that it cannot get lost behind it. */
async function chooseExisting(options: OpenDialogOptions): Promise<string[]> {
  const window = theWindow()
  const { canceled, filePaths } = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options)
  return canceled ? [] : filePaths
}

async function chooseNew(defaultPath: string, filters: FileFilter[]): Promise<string | null> {
  const window = theWindow()
  const options = { defaultPath, filters }
  const { canceled, filePath } = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options)
  return canceled || filePath === '' ? null : filePath
}

/** Linux dialogs do not add the extension of the chosen filter. */
function withExtension(file: string, extension: string): string {
  return path.extname(file) === '' && extension !== '' ? `${file}.${extension}` : file
}
