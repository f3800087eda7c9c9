import type { CustomerId, CustomerSelection, JobContext, LeftOut, TextId } from '#contract'
import { addressBlock } from '#contract'
import type { Clock } from '../../database/clock.ts'
import { AppError } from '../../database/app-error.ts'
import { letterPages } from './letter/letter-document.ts'
import type { Sender } from './letter/letter-document.ts'
import { destination, optOutFor } from './outgoing.ts'
import type { MayAll } from './outgoing.ts'
import type { SentMessage } from './sent-messages.ts'
import { rendered } from './render.rules.ts'
import type { Recipient, Words } from './render.rules.ts'

/** Letters that one print takes. */
const MOST = 2000
/** Customers between two looks at the job. */
const BREATH = 50
/** Those left out who are told by name. */
const TOLD = 200

export interface RunInput {
  selection: CustomerSelection
  textId: TextId
}
export interface LetterRun {
  pages: string[]
  sent: SentMessage[]
  customerIds: CustomerId[]
  leftOut: LeftOut[]
  leftOutCount: number
}
interface Deps {
  selectedIds(selection: CustomerSelection): CustomerId[]
  recipients(ids: readonly CustomerId[]): Recipient[]
  mayContactAll: MayAll
  sender(): Sender
  clock: Pick<Clock, 'today'>
  block(textId: TextId): Words & { purpose: 'advertising' | 'birthday' | 'rating' | 'contract' }
}

/** Letters for many: whoever may not get one or lacks a value is left out with the reason. Asks anew each time it runs. */
export function letterRun({ selectedIds, recipients, mayContactAll, sender, clock, block }: Deps) {
  return ({ selection, textId }: RunInput, job: JobContext): LetterRun => {
    const words = block(textId)
    const ids = selectedIds(selection)
    if (ids.length > MOST) throw new AppError('invalid', 'text-too-many-letters', { count: ids.length, most: MOST })
    const shop = sender()
    const today = clock.today()
    const run: LetterRun = { pages: [], sent: [], customerIds: [], leftOut: [], leftOutCount: 0 }
    for (let at = 0; at < ids.length; at += BREATH) {
      if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
      job.report(at, ids.length, 'drawing')
      const some = recipients(ids.slice(at, at + BREATH))
      const answers = mayContactAll(
        some.map(({ customer }) => customer.id),
        words.purpose,
        today,
      )
      for (const recipient of some) {
        const { customer } = recipient
        const may = answers(customer.id, 'letter')
        const leave = (reason: LeftOut['reason'], placeholder: string | null = null) => {
          run.leftOutCount++
          const told: LeftOut = {
            customerId: customer.id,
            displayName: customer.displayName,
            reason,
            may: reason === 'not-allowed' ? may.reason : null,
            freeOn: (reason === 'not-allowed' && may.freeOn) || null,
            placeholder,
          }
          if (run.leftOut.length < TOLD) run.leftOut.push(told)
        }
        const text = rendered(words, recipient)
        if (may.reason === 'no-address' || destination(customer, 'letter') === '') leave('no-address')
        else if (!may.allowed) leave('not-allowed')
        else if (text.missing[0]) leave('value-missing', text.missing[0].placeholder)
        else {
          const address = addressBlock(customer, customer.addresses[0] ?? null).lines
          run.pages.push(...letterPages({ address, ...text, optOut: optOutFor(customer, words.purpose) }, shop, today))
          run.customerIds.push(customer.id)
          run.sent.push({ customerId: customer.id, subject: text.subject, body: text.body })
        }
      }
    }
    return run
  }
}
