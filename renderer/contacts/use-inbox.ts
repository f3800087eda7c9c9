import { onScopeDispose, ref, shallowRef } from 'vue'
import type { Contact, InboxEntry, MayContact, WritingChannel } from '#contract'
import { call, onDataChanged, write } from '../api.ts'
import { useOlder } from '../ui/use-older.ts'
import { useTask } from '../ui/use-task.ts'
import { tt } from '../words.ts'

/** The clocks run on without anything being done. */
const TICK_MS = 60_000

/** Who waits for an answer, kept up to date by the minute, and what can be done with an entry. */
export function useInbox() {
  const hasHours = ref(true)
  const list = useOlder<InboxEntry>(async (range) => {
    const { rows, total, hasOpeningHours } = await call('contacts.inbox', range)
    hasHours.value = hasOpeningHours
    return { rows, total }
  })
  void list.begin()
  onDataChanged(['contacts', 'customers', 'settings', 'operations', 'sample'], () => void list.again())
  const timer = setInterval(() => void list.again(), TICK_MS)
  onScopeDispose(() => clearInterval(timer))

  const finish = useTask(async ({ id, displayName }: Contact) => {
    await write('contacts.answer', { contactId: id }, { toast: tt('contacts.answered', { name: displayName }) })
    await list.again()
  })
  const rest = useTask(async ({ id, displayName }: Contact) => {
    await write('contacts.change', { contactId: id, needsAnswer: false }, { toast: tt('contacts.noAnswerDone', { name: displayName }) })
    await list.again()
  })
  return { list, hasHours, finish, rest }
}

/** A way on which an answer can go back, or why it cannot. */
export interface WayBack {
  to: string
  may: MayContact
}
/** Whether somebody can be called and written to: an answer is no advertising. */
export function useWaysBack() {
  const ways = shallowRef<Partial<Record<WritingChannel, WayBack>>>({})
  const read = useTask(async ({ customerId }: Pick<Contact, 'customerId'>) => {
    const found = await call('texts.ways', { customerId, purpose: 'contract' })
    ways.value = Object.fromEntries(found.map(({ channel, to, may }) => [channel, { to, may }]))
  })
  return { ways, read }
}
