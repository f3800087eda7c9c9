import type { Input } from '#contract'
import { call, runJob, shell } from '../api.ts'
import { tt } from '../words.ts'

type Message = Input<'texts.email'>

/** Lets a draft open in the mail program; false where it is too long for that and has to go by a file. */
export async function openMail(message: Message): Promise<boolean> {
  const { fitsLink, ...mail } = await call('texts.email', message)
  if (fitsLink) await shell.openMail(mail)
  return fitsLink
}
/** Asks where the draft shall lie; the job's result, or null when the dialog was closed. */
export async function saveMail(message: Message, name: string) {
  await call('texts.email', message) // what stands against it is told before the owner chooses a place
  const file = await shell.chooseSaveFile({ kind: 'mail', suggestedName: `${tt('texts.mailFile', { name })}.eml` })
  return file === null ? null : await runJob('texts.saveEmail', { ...message, file }).result
}
export async function dial(message: Message): Promise<void> {
  const { number } = await call('texts.phone', message)
  await shell.openPhone(number)
}
/** False when the print dialog was closed. */
export async function printLetter(message: Message): Promise<boolean> {
  const { html } = await call('texts.letter', message)
  return (await shell.print(html)).printed
}
export async function saveLetter(message: Message, name: string) {
  await call('texts.letter', message)
  const file = await shell.chooseSaveFile({ kind: 'pdf', suggestedName: `${tt('texts.letterFile', { name })}.pdf` })
  return file === null ? null : await runJob('texts.saveLetter', { ...message, file }).result
}
