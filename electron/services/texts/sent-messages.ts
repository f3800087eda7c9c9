import type { CustomerId, OperationId, WritingChannel } from '#contract'
import type { OperationRecorder } from '../../database/operation-recorder.ts'

/** What went out to one customer. */
export interface SentMessage {
  customerId: CustomerId
  subject: string
  body: string
}
/** Writes a contact down, inside the operation that runs. */
export interface ContactBook {
  record(entry: {
    customerId: CustomerId
    direction: 'out'
    channel: WritingChannel
    topic: string
    text: string
    needsAnswer: boolean
    isBulk: boolean
  }): unknown
}
type SentCall = 'texts.recordSent' | 'texts.saveEmail' | 'texts.saveLetter' | 'texts.letters'
export type NoteSent = (
  call: SentCall,
  channel: WritingChannel,
  messages: readonly SentMessage[],
  breathe?: (done: number) => void,
) => OperationId | null

/** A contact has 200 characters for what it was about. */
const topicOf = ({ subject, body }: SentMessage) => (subject || (body.split('\n').find((line) => line.trim() !== '') ?? '')).trim().slice(0, 200)
/** The text that a contact keeps of a message. */
const MOST = 10_000

/** Writes down what went out as contacts, as one operation. What goes to many by one run counts as a mailing, never as care (domain.md §5). */
export function sentMessages(recorder: OperationRecorder, contacts: ContactBook): NoteSent {
  return (call, channel, messages, breathe = () => {}) =>
    recorder.run({ call }, () => {
      for (const [done, message] of messages.entries()) {
        breathe(done)
        const text = message.body.slice(0, MOST)
        const facts = { topic: topicOf(message), text, needsAnswer: false, isBulk: call === 'texts.letters' }
        contacts.record({ customerId: message.customerId, direction: 'out', channel, ...facts })
      }
      const [only] = messages
      recorder.describe(messages.length === 1 && only ? { customerId: only.customerId, count: 1 } : { count: messages.length })
    }).operationId
}
