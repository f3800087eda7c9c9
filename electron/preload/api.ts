import type { Answer, BackendEvent } from '#contract'

/** A path that a dialog or a drop has handed out. Calls that take a path accept only such ones. */
export interface ChosenPath {
  path: string
  name: string
}

/** What a menu item or its keys ask for; the window decides what that means on the screen it shows. */
export type MenuCommand =
  | 'new-customer'
  | 'import'
  | 'back-up'
  | 'undo'
  | 'redo'
  | 'open-customers'
  | 'open-phases'
  | 'open-cards'
  | 'open-imports'
  | 'open-backup'
  | 'open-settings'
  | 'open-palette'
  | 'open-shortcuts'
  | 'open-about'
  | 'text-larger'
  | 'text-smaller'
  | 'text-normal'
  | 'theme-light'
  | 'theme-dark'
  | 'theme-system'

export type WindowEvent = BackendEvent | { topic: 'command'; command: MenuCommand }
export type Topic = WindowEvent['topic']
export type EventOf<T extends Topic> = Extract<WindowEvent, { topic: T }>

/** What the shell's calls take. */
export interface ShellInputs {
  chooseFile: { kind: 'customers' | 'backup' | 'image' | 'logo' | 'any' }
  chooseFolder: undefined
  chooseSaveFile: { kind: 'table' | 'pdf' | 'backup' | 'contacts' | 'workbook' | 'archive' | 'mail' | 'any'; suggestedName: string }
  /** A file dropped on the window, at most 250 MB. */
  dropFile: { name: string; bytes: Uint8Array }
  showInFolder: { path: string }
  /** Hands a copy that the backend made for it to the program of the system; refused for what a computer would run. */
  openFile: { path: string }
  /** Opens a draft in the mail program. */
  openMail: { to: string; subject: string; body: string }
  /** Hands a number to the phone program; digits with or without a leading plus. */
  openPhone: { number: string }
  /** Told when the owner presses the button for a photo; the camera may then be asked for. */
  openCamera: undefined
  /** Keeps a document for an `<iframe :src="path">`, where its inline styles are allowed. */
  holdDocument: { html: string }
  releaseDocument: { path: string }
  /** Opens the system's print dialog. */
  print: { html: string }
  /** The names of the printers that the system knows. */
  printers: undefined
  setTheme: { theme: 'system' | 'light' | 'dark' }
  /** Language of menu and dialogs. */
  setLanguage: { language: 'de' | 'en' }
  /** What this program is and where its data lies; the folder may then be shown. */
  about: undefined
  quit: undefined
}
export type ShellName = keyof ShellInputs
/** What they answer as `value`; a cancelled dialog answers null. */
export interface ShellValues {
  chooseFile: ChosenPath | null
  chooseFolder: ChosenPath | null
  chooseSaveFile: ChosenPath | null
  dropFile: ChosenPath
  showInFolder: null
  openFile: null
  openMail: null
  openPhone: null
  openCamera: null
  holdDocument: { path: string }
  releaseDocument: null
  print: { printed: boolean }
  printers: { names: string[] }
  setTheme: null
  setLanguage: null
  about: AboutApp
  quit: null
}
export interface AboutApp {
  version: string
  electron: string
  chromium: string
  dataDir: string
  /** The day on which the calendar was told to stand; null for the real one. */
  today: string | null
}

/** `window.stammkunde`: all that the window can reach outside itself. */
export interface StammkundeApi {
  call(name: string, input: unknown): Promise<Answer>
  shell<N extends ShellName>(name: N, input: ShellInputs[N]): Promise<Answer<ShellValues[N]>>
  /** @returns ends the subscription */
  on<T extends Topic>(topic: T, listener: (event: EventOf<T>) => void): () => void
}
declare global {
  interface Window {
    readonly stammkunde: StammkundeApi
  }
}
