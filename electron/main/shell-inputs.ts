import { z } from 'zod'
import type { ShellInputs } from '../preload/api.ts'

const OpenKind = z.enum(['customers', 'backup', 'image', 'logo', 'any'])
const SaveKind = z.enum(['table', 'pdf', 'backup', 'contacts', 'workbook', 'archive', 'mail', 'any'])
const Html = z.string().max(200_000_000)
const Nothing = z.undefined()

/** What the window may ask of main beside the calls of the contract: only what needs a window or the desktop. */
export const shellInputs = {
  chooseFile: z.strictObject({ kind: OpenKind }),
  chooseFolder: Nothing,
  chooseSaveFile: z.strictObject({ kind: SaveKind, suggestedName: z.string().max(200) }),
  dropFile: z.strictObject({ name: z.string().max(1000), bytes: z.instanceof(Uint8Array) }),
  showInFolder: z.strictObject({ path: z.string() }),
  openFile: z.strictObject({ path: z.string() }),
  openMail: z.strictObject({ to: z.email().max(320), subject: z.string().max(1000), body: z.string().max(20_000) }),
  openPhone: z.strictObject({ number: z.string().regex(/^\+?[0-9]{3,20}$/) }),
  openCamera: Nothing,
  holdDocument: z.strictObject({ html: Html }),
  releaseDocument: z.strictObject({ path: z.string() }),
  print: z.strictObject({ html: Html }),
  printers: Nothing,
  setTheme: z.strictObject({ theme: z.enum(['system', 'light', 'dark']) }),
  setLanguage: z.strictObject({ language: z.enum(['de', 'en']) }),
  about: Nothing,
  quit: Nothing,
} satisfies { [N in keyof ShellInputs]: z.ZodType<unknown, ShellInputs[N]> }

export type ShellName = keyof typeof shellInputs
export type ShellInput<N extends ShellName> = z.output<(typeof shellInputs)[N]>
