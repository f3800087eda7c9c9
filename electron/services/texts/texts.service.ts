import { rmSync } from 'node:fs'
import type {
  Customer,
  CustomerId,
  CustomerRow,
  CustomerSelection,
  Handlers,
  JobContext,
  OperationId,
  TextBlock,
  TextId,
  WritingChannel,
} from '#contract'
import { addressBlock } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { pagesIn, writeWholeFile } from '../cards/print/pdf-file.ts'
import { printFonts } from '../cards/print/print-fonts.ts'
import type { ConsentsService } from '../consents/consents.service.ts'
import type { PrintToPdf, ServiceBase } from '../service-base.ts'
import type { SettingsService } from '../settings/settings.service.ts'
import { FORM_B, letterDocument, letterPages } from './letter/letter-document.ts'
import { letterRun } from './letter-run.ts'
import type { LetterRun, RunInput } from './letter-run.ts'
import { mailFile } from './mail-file.ts'
import { fitsLink } from './mail-link.ts'
import { checkOutgoing, destination, optOutFor, refuseUnknown } from './outgoing.ts'
import type { Message } from './outgoing.ts'
import { rendered } from './render.rules.ts'
import type { Recipient } from './render.rules.ts'
import { sentMessages } from './sent-messages.ts'
import type { ContactBook, SentMessage } from './sent-messages.ts'
import { textsRepository } from './texts.repository.ts'

interface TextsService {
  calls: Handlers['texts']
  tasks: {
    'texts.letterRun': (input: RunInput, job: JobContext) => LetterRun
    'texts.noteLetters': (input: { sent: SentMessage[] }, job: JobContext) => OperationId | null
  }
}
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder' | 'background' | 'log'> {
  customers: {
    require(customerId: CustomerId): unknown
    get(customerId: CustomerId): Omit<Customer, 'own'>
    rowsOf(ids: readonly CustomerId[]): CustomerRow[]
  }
  settings: Pick<SettingsService, 'read'>
  consents: Pick<ConsentsService, 'mayContactAll'>
  /** The customers that a selection means, in the order of the list. */
  selectedIds(selection: CustomerSelection): CustomerId[]
  printToPdf: PrintToPdf | null
  contacts: ContactBook
}
const CHANNELS = ['email', 'phone', 'letter'] as const satisfies readonly WritingChannel[]
/** Customers between two looks at the job. */
const BREATH = 50
const SIZE = { widthMm: FORM_B.page.width, heightMm: FORM_B.page.height }

/** What the owner writes again and again, and how it reaches customers. */
export function textsService(deps: Deps): TextsService {
  const { db, clock, newId, recorder, background, log, customers, settings, consents, selectedIds, printToPdf, contacts } = deps
  const texts = textsRepository(db)
  const noteSent = sentMessages(recorder, contacts)
  let fonts: ((text: string) => string) | null | undefined

  function require(textId: TextId): TextBlock {
    const block = texts.find(textId)
    if (!block) throw new AppError('missing', 'text-gone')
    return block
  }
  function recipients(ids: readonly CustomerId[]): Recipient[] {
    const shop = settings.read()
    return customers.rowsOf(ids).map((row) => ({ customer: customers.get(row.id), row, shop, today: clock.today() }))
  }
  function recipient(customerId: CustomerId): Recipient {
    customers.require(customerId)
    return recipients([customerId])[0]!
  }
  function document(pages: readonly string[]): string {
    fonts ??= printFonts()
    if (!fonts) log.error('print: the font files are missing, the system font is used')
    return letterDocument(pages, settings.read().shopName, fonts?.(pages.join('')) ?? '')
  }
  async function pdfOf(pages: readonly string[]): Promise<Uint8Array> {
    if (!printToPdf) throw new AppError('conflict', 'print-unavailable')
    const pdf = await printToPdf(document(pages), SIZE)
    if (pagesIn(pdf) !== pages.length) throw new Error(`printed ${pagesIn(pdf)} pages instead of ${pages.length}`)
    return pdf
  }
  /** The file and the contacts, or neither. */
  async function kept<T>(file: string, content: Uint8Array, note: () => T | Promise<T>): Promise<T> {
    writeWholeFile(file, content)
    try {
      return await note()
    } catch (error) {
      rmSync(file, { force: true })
      throw error
    }
  }
  /** A window envelope without a sender comes back to nobody. */
  function sender() {
    const shop = settings.read()
    if (shop.shopName === '' || shop.shopStreet === '' || shop.shopCity === '') throw new AppError('missing', 'text-sender-missing')
    return shop
  }
  function checked(message: Message, channel: WritingChannel) {
    customers.require(message.customerId)
    const customer = customers.get(message.customerId)
    const may = consents.mayContactAll([customer.id], message.purpose, clock.today())
    return { customer, to: checkOutgoing(customer, channel, message, may) }
  }
  function mail(message: Message) {
    const { customer, to } = checked(message, 'email')
    if (message.subject === '') throw new AppError('invalid', 'text-subject-missing')
    const optOut = optOutFor(customer, message.purpose)
    const body = optOut === '' || message.body.includes(optOut) ? message.body : `${message.body}\n\n${optOut}`
    return { customer, to, subject: message.subject, body }
  }
  function letter(message: Message): string[] {
    const { customer } = checked(message, 'letter')
    const address = addressBlock(customer, customer.addresses[0] ?? null).lines
    return letterPages({ ...message, address, optOut: optOutFor(customer, message.purpose) }, sender(), clock.today())
  }
  const run = letterRun({ selectedIds, recipients, mayContactAll: consents.mayContactAll, sender, clock, block: require })
  const inBackground = (input: RunInput, job: JobContext) =>
    background.run<LetterRun>('texts.letterRun', { selection: input.selection, textId: input.textId }, job)

  return {
    tasks: {
      'texts.letterRun': run,
      'texts.noteLetters': ({ sent }, job) =>
        noteSent('texts.letters', 'letter', sent, (done) => done % BREATH === 0 && job.report(done, sent.length, 'writing')),
    },
    calls: {
      list: () => texts.all(),
      save({ textId, ...content }) {
        if (content.name === '') throw new AppError('invalid', 'text-name-missing')
        if (content.body === '') throw new AppError('invalid', 'text-body-missing')
        refuseUnknown(content.subject, content.body, content.informalBody)
        const holder = texts.idOf(content.name)
        if (holder !== undefined && holder !== textId) throw new AppError('conflict', 'text-name-taken', { name: content.name })
        if (textId === undefined) {
          const block = { ...content, id: newId() as TextId }
          texts.insert({ ...block, createdAt: clock.now() })
          recorder.describe({ count: 1 })
          return block
        }
        require(textId)
        texts.update({ ...content, id: textId })
        recorder.describe({ count: 1 })
        return require(textId)
      },
      remove({ textId }) {
        const { name } = require(textId)
        texts.remove(textId)
        recorder.describe({ count: 1 })
        return { name }
      },
      preview({ textId, draft, customerId }) {
        const words = draft ?? (textId === undefined ? null : require(textId))
        if (!words) throw new AppError('missing', 'text-gone')
        return rendered(words, recipient(customerId))
      },
      ways({ customerId, purpose }) {
        customers.require(customerId)
        const customer = customers.get(customerId)
        const may = consents.mayContactAll([customerId], purpose, clock.today())
        return CHANNELS.map((channel) => ({ channel, may: may(customerId, channel), to: destination(customer, channel) }))
      },
      email(message) {
        const { customer: _customer, ...draft } = mail(message)
        return { ...draft, fitsLink: fitsLink(draft) }
      },
      async saveEmail({ file, ...message }) {
        const { customer, to, subject, body } = mail(message)
        const { shopName, shopEmail } = settings.read()
        const from = shopEmail === '' ? null : { name: shopName, email: shopEmail }
        const draft = { from, to: { name: customer.displayName, email: to }, subject, body, sentAt: new Date(clock.now()) }
        const operationId = await kept(file, Buffer.from(mailFile(draft)), () => noteSent('texts.saveEmail', 'email', [{ ...message, body }]))
        return { file, operationId }
      },
      phone: (message) => ({ number: checked(message, 'phone').to }),
      letter(message) {
        const pages = letter(message)
        return { html: document(pages), pages: pages.length }
      },
      async saveLetter({ file, ...message }) {
        const pages = letter(message)
        const operationId = await kept(file, await pdfOf(pages), () => noteSent('texts.saveLetter', 'letter', [message]))
        return { file, pages: pages.length, operationId }
      },
      recordSent({ channel, ...message }) {
        const { body } = channel === 'email' ? mail(message) : (checked(message, channel), message)
        noteSent('texts.recordSent', channel, [{ ...message, body }])
        return { customerId: message.customerId }
      },
      async checkLetters(input, job) {
        const { pages, customerIds, leftOut, leftOutCount } = await inBackground(input, job)
        const shown = pages.slice(0, 3)
        return { ready: customerIds.length, leftOut, leftOutCount, html: shown.length > 0 ? document(shown) : null, pages: shown.length }
      },
      async letters({ file, ...input }, job) {
        const { pages, sent, customerIds, leftOut, leftOutCount } = await inBackground(input, job)
        if (pages.length === 0) throw new AppError('conflict', 'text-no-letters', { count: leftOutCount })
        job.report(customerIds.length, customerIds.length, 'printing')
        const note = () => background.run<OperationId | null>('texts.noteLetters', { sent }, job)
        const operationId = await kept(file, await pdfOf(pages), note)
        return { file, pages: pages.length, customerIds, leftOut, leftOutCount, operationId }
      },
    },
  }
}
