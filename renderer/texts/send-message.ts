import type { Input, OperationId, WritingChannel } from '#contract'
import { call, runJob, shell, write } from '../api.ts'
import { showToast } from '../ui/toast-queue.ts'
import { tt } from '../words.ts'

type Message = Input<'texts.email'>
export type Step = 'open-mail' | 'save-mail' | 'dial' | 'print' | 'save-letter'
/** 'too-long': a mail program would cut the text off. */
export type Outcome = 'sent' | 'too-long' | 'not-sent'

/** Sends a message to a customer of this name and tells the fact, with the way back for the contact that was written down. */
export async function sendMessage(step: Step, message: Message, name: string): Promise<Outcome> {
  switch (step) {
    case 'open-mail': {
      const { fitsLink, ...mail } = await call('texts.email', message)
      if (!fitsLink) return 'too-long'
      await shell.openMail(mail)
      return await noted(message, 'email', tt('texts.mailOpened', { name }))
    }
    case 'dial': {
      const { number } = await call('texts.phone', message)
      await shell.openPhone(number)
      return await noted(message, 'phone', tt('texts.called', { name }))
    }
    case 'print': {
      const { html } = await call('texts.letter', message)
      return (await shell.print(html)).printed ? await noted(message, 'letter', tt('texts.letterPrinted', { name })) : 'not-sent'
    }
    case 'save-mail': {
      await call('texts.email', message) // what stands against it is told before the owner chooses a place
      const file = await shell.chooseSaveFile({ kind: 'mail', suggestedName: `${tt('texts.mailFile', { name })}.eml` })
      return file === null
        ? 'not-sent'
        : saved((await runJob('texts.saveEmail', { ...message, file }).result).operationId, tt('texts.mailSaved', { name }))
    }
    case 'save-letter': {
      await call('texts.letter', message)
      const file = await shell.chooseSaveFile({ kind: 'pdf', suggestedName: `${tt('texts.letterFile', { name })}.pdf` })
      return file === null
        ? 'not-sent'
        : saved((await runJob('texts.saveLetter', { ...message, file }).result).operationId, tt('texts.letterSaved', { name }))
    }
  }
}
async function noted(message: Message, channel: WritingChannel, toast: string): Promise<Outcome> {
  await write('texts.recordSent', { ...message, channel }, { toast })
  return 'sent'
}
function saved(operationId: OperationId | null, text: string): Outcome {
  showToast({ text, ...(operationId !== null && { operationId }) })
  return 'sent'
}
