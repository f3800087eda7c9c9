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
    if (error.failure.reason === 'card-of-nobody') return void (await askWhose(code, router))
    toneOfRefusal()
    showToast({ text: failureSentence(error.failure), tone: 'bad' })
  }
}

/** Printed before anybody had it: asks whose it shall be, and proposes whoever's page is open. What is being entered in a sheet stays. */
async function askWhose(code: string, router: Router): Promise<void> {
  const { name, params } = router.currentRoute.value
  if (document.querySelector('dialog[open]')) {
    showToast({ text: tt('shell.scan.ofNobody') })
    return
  }
  hideToast()
  await router.push({ name: 'card-link', query: { code, ...(name === 'customer' && { for: String(params['customerId']) }) } })
}

/** Why a card is not taken, and whose it is. */
function noLongerCounts({ status, statusReason, displayName: name, replacedOn }: Found): string {
  const why = statusReason === '' ? '' : ` ${tt('shell.scan.why', { why: statusReason })}`
  if (replacedOn !== null) return tt('shell.scan.replaced', { name, day: formatDay(replacedOn) })
  return (status === 'lost' ? tt('shell.scan.lost', { name }) : tt('shell.scan.blocked', { name })) + why
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
