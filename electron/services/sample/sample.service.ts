import { purchaseCalls } from '#contract'
import type { CardId, CustomerId, Handlers, JobContext, Settings, Timestamp } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { whilePurging } from '../../database/purging.ts'
import type { CardsService } from '../cards/cards.service.ts'
import type { ConsentsService } from '../consents/consents.service.ts'
import type { CustomersService } from '../customers/customers.service.ts'
import type { DocumentsService } from '../documents/documents.service.ts'
import type { LoyaltyService } from '../loyalty/loyalty.service.ts'
import type { PhasesService } from '../phases/phases.service.ts'
import type { PurchasesService } from '../purchases/purchases.service.ts'
import type { ServiceBase, Tasks } from '../service-base.ts'
import type { SettingsService } from '../settings/settings.service.ts'
import { randomFrom } from './random.rules.ts'
import { inventCustomers } from './sample-customers.rules.ts'
import { inventHistory } from './sample-history.rules.ts'
import type { SampleEvent } from './sample-history.rules.ts'
import { sampleRepository } from './sample.repository.ts'

export interface SampleService {
  calls: Handlers['sample']
  tasks: Tasks
}
interface Deps extends ServiceBase {
  settings: Pick<SettingsService, 'read' | 'change'>
  customers: Pick<CustomersService, 'writer' | 'purge'>
  phases: Pick<PhasesService, 'purge'>
  purchases: Pick<PurchasesService, 'calls' | 'purge'>
  cards: Pick<CardsService, 'issue' | 'reportLost' | 'replace' | 'purge'>
  loyalty: Pick<LoyaltyService, 'accountOf' | 'adjust' | 'purge'>
  consents: Pick<ConsentsService, 'purge'>
  documents: Pick<DocumentsService, 'purge'>
}

/** The shop that everyone is invented for. */
const SHOP = { shopName: 'Zweirad Lindner', shopCity: 'Münster', shopAreaCode: '0251' } as const satisfies Partial<Settings>
const SHOP_KEYS = ['shopName', 'shopCity', 'shopAreaCode'] as const
/** Any number would do; with this one the people are always the same. */
const SEED = 48_155
/** An invented customer as the file knows them, with their newest card. */
interface Known {
  customerId: CustomerId
  cardId: CardId | null
}
/** Steps between two looks at the job. */
const BREATH = 100

/** The sample shop: written through the same services as an owner's own data, and erased without a trace. */
export function sampleService({ db, clock, newId, recorder, background, ...services }: Deps): SampleService {
  const { settings, customers, phases, purchases, cards, loyalty, consents, documents } = services
  const sample = sampleRepository(db)

  function load(job: JobContext): { customers: number; purchases: number } {
    if (sample.customerIds().length > 0) throw new AppError('conflict', 'sample-already-loaded')
    const today = clock.today()
    const random = randomFrom(SEED)
    const people = inventCustomers(random, today)
    const { joined, events } = inventHistory(
      random,
      people.map(({ habit }) => habit),
      today,
    )
    const step = steps(job, people.length + events.length)
    // Customer numbers rise with the day of entry, as they would have in two years.
    const entered = people
      .map(({ record }, place) => ({ record, place, on: joined[place] ?? today }))
      .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    const known = new Map<number, Known>()
    for (const { record, place, on } of entered) {
      // What was entered today was entered by now; a fixed hour might still lie ahead.
      const at = on === today ? clock.now() : (`${on}T09:00:00.000Z` as Timestamp)
      known.set(place, { customerId: customers.writer.insert({ ...record, created: { on, at } }), cardId: null })
      step()
    }
    for (const event of events) {
      const who = known.get(event.place)
      if (who) happen(event, who)
      step()
    }
    dressShop()
    return { customers: known.size, purchases: events.filter(({ kind }) => kind === 'purchase').length }
  }

  function happen(event: SampleEvent, who: Known): void {
    const { customerId, cardId } = who
    const { day } = event
    loyalty.accountOf(customerId, day)
    switch (event.kind) {
      case 'purchase': {
        const { totalCents, receiptNo, note } = event
        const lines = note === '' ? [] : [{ text: note, quantity: 1, unitCents: totalCents }]
        purchases.calls.record(
          purchaseCalls.record.input.parse({ customerId, day, totalCents, receiptNo, lines, allowSameReceipt: true, allowUnusual: true }),
        )
        return
      }
      case 'points':
        loyalty.adjust({ customerId, points: event.points, reason: event.reason, day })
        return
      case 'card':
        who.cardId = cards.issue(customerId, day).id
        return
      case 'card-lost':
        if (cardId) cards.reportLost(cardId, day)
        return
      case 'card-replaced':
        if (cardId) who.cardId = cards.replace(cardId, day).card.id
    }
  }

  /** Gives the shop a name where the owner has given none. */
  function dressShop(): void {
    const own = settings.read()
    if (SHOP_KEYS.every((key) => own[key] === '')) settings.change(SHOP)
    settings.change({ welcomeDone: true })
  }
  /** Takes the invented name off again where it is still the invented one. */
  function undressShop(): void {
    const own = settings.read()
    if (SHOP_KEYS.every((key) => own[key] === SHOP[key])) settings.change({ shopName: '', shopCity: '', shopAreaCode: '' })
    if (!sample.hasOwnCustomers()) settings.change({ welcomeDone: false })
  }

  function remove(job: JobContext): { removed: number } {
    const ids = sample.customerIds()
    if (ids.length === 0) throw new AppError('missing', 'sample-none')
    // While the memory of changes still names what was removed: those contents go as well.
    for (const id of ids) documents.purge(id)
    recorder.erase(ids)
    const step = steps(job, ids.length)
    whilePurging(db, newId, () => {
      for (const id of ids) {
        cards.purge(id)
        loyalty.purge(id)
        purchases.purge(id)
        phases.purge(id)
        consents.purge(id)
        customers.purge(id)
        step()
      }
    })
    undressShop()
    return { removed: ids.length }
  }

  /** One transaction that the memory of changes forgets: who tries the sample out should not find it in the way of Ctrl+Z. */
  const forgotten = <T>(call: string, work: () => T) => recorder.run({ call, isForgotten: true }, work).value
  return {
    tasks: {
      'sample.load': (_input: unknown, job: JobContext) => forgotten('sample.load', () => load(job)),
      'sample.remove': (_input: unknown, job: JobContext) => forgotten('sample.remove', () => remove(job)),
    },
    calls: {
      status: () => ({ customers: sample.customerIds().length, purchases: sample.purchases() }),
      load: (input, job) => background.run('sample.load', input, job),
      remove: (input, job) => background.run('sample.remove', input, job),
    },
  }
}

/** Counts steps, tells the job now and then, and stops when it was cancelled. */
function steps(job: JobContext, total: number): () => void {
  let done = 0
  return () => {
    done += 1
    if (done % BREATH !== 0) return
    if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
    job.report(done, total, 'writing')
  }
}
