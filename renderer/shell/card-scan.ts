import type { Router } from 'vue-router'
import type { Output } from '#contract'
import { call, CallFailed } from '../api.ts'
import { hideToast, showToast, toast } from '../ui/toast-queue.ts'
import { failureSentence, formatDay, tt } from '../words.ts'
import { toneOfRefusal } from './tone.ts'

type Found = Output<'cards.find'>

let newest = 0

/** Opens the customer of a scanned card. A card that no longer counts opens the customer as well, and says so. */
export async function openScanned(code: string, router: Router): Promise<void> {
  try {
    const found = await call('cards.find', { code })
    if (found.status === 'active') hideToast()
    else {
      toneOfRefusal()
      showToast({ text: noLongerCounts(found), tone: 'bad' })
    }
    const mine = ++newest
    await whenNothingIsOpen(found)
    if (mine !== newest) return // another card was read meanwhile
    await router.push({ name: 'customer', params: { customerId: found.customerId } })
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error
    toneOfRefusal()
    showToast({ text: failureSentence(error.failure), tone: 'bad' })
  }
}

/** Why a card is not taken, and whose it is. */
function noLongerCounts({ status, displayName: name, replacedOn }: Found): string {
  if (replacedOn !== null) return tt('shell.scan.replaced', { name, day: formatDay(replacedOn) })
  return status === 'lost' ? tt('shell.scan.lost', { name }) : tt('shell.scan.blocked', { name })
}

/** What is being entered in an open sheet must not be lost: the customer opens as soon as the sheet is closed. */
function whenNothingIsOpen({ displayName: name, status }: Found): Promise<void> | undefined {
  const sheet = document.querySelector<HTMLDialogElement>('dialog[open]')
  if (!sheet) return undefined
  const waiting = tt('shell.scan.waits', { name })
  if (status === 'active') showToast({ text: waiting })
  return new Promise((resolve) => {
    const look = new MutationObserver(() => {
      if (document.querySelector('dialog[open]')) return
      look.disconnect()
      if (toast.value?.text === waiting) hideToast()
      resolve()
    })
    look.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['open'] })
  })
}
