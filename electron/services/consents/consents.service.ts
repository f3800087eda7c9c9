import type { Consent, ConsentChannel, ConsentState, ContactChannel, ContactPurpose, CustomerId, Handlers, IsoDate, MayContact } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase, Undoing } from '../service-base.ts'
import { mayContact, mayReach, statesOn, strictest } from './consent.rules.ts'
import type { Hindrances } from './consent.rules.ts'
import { consentsRepository } from './consents.repository.ts'
import { hindrancesRepository } from './hindrances.repository.ts'

const CHANNELS = ['letter', 'phone', 'email', 'messenger', 'all'] as const satisfies readonly ConsentChannel[]

export interface ConsentsService {
  calls: Handlers['consents']
  undoing: Undoing
  /** Writes a line inside an operation that runs already. */
  record(entry: { customerId: CustomerId; channel: ConsentChannel; state: ConsentState; day: IsoDate; way: string; note: string }): void
  /**
   * When two turn out to be one person the strictest word wins: it is said again for the one who stays, on each channel on which that
   * is stricter or on which nothing was said yet. Inside an operation.
   */
  takeOver(from: CustomerId, to: CustomerId): void
  /** The lines in force, newest first. */
  inForce(customerId: CustomerId): Consent[]
  /** Whether a message may go out, for many customers at once. */
  mayContactAll(
    customerIds: readonly CustomerId[],
    purpose: ContactPurpose,
    day: IsoDate,
  ): (customerId: CustomerId, channel: ContactChannel) => MayContact
  /** Erases what a customer said. Only while erasing is allowed; see `whilePurging`. */
  purge(customerId: CustomerId): void
}
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder'> {
  customers: { require(customerId: CustomerId): unknown; isInBin(customerId: CustomerId): boolean }
}

/** Of a customer who is not there: nothing can reach them. */
const UNKNOWN: Hindrances = {
  isBlocked: false,
  pausedUntil: null,
  hasAddress: false,
  hasPhone: false,
  hasEmail: false,
  hasMobile: false,
  advertisedOn: null,
}

/** What customers allow and forbid: written down for good, the newest word per channel counts. */
export function consentsService({ db, clock, newId, recorder, customers }: Deps): ConsentsService {
  const consents = consentsRepository(db)
  const hindrances = hindrancesRepository(db)

  function record(entry: Parameters<ConsentsService['record']>[0]): void {
    consents.add({ ...entry, id: newId(), createdAt: clock.now(), reversesId: null })
  }

  /** Redo says a line anew that was taken back; undo takes it out of force and says for simple readers what held before. */
  function takeBack(id: number): void {
    const line = consents.line(id)
    if (!line || consents.isReversed(id)) return
    const createdAt = clock.now()
    if (line.reversesId !== null) {
      const first = consents.line(line.reversesId)
      if (first) consents.add({ ...first, id: newId(), createdAt, reversesId: null })
      return
    }
    const before = consents.inForce(line.customerId).find(({ channel, id: other }) => channel === line.channel && other !== id)
    consents.add({ ...line, id: newId(), state: before?.state ?? 'withdrawn', way: '', note: '', createdAt, reversesId: id })
  }

  const newestByChannel = (customerId: CustomerId) =>
    new Map(
      consents
        .inForce(customerId)
        .toReversed()
        .map((entry) => [entry.channel, entry]),
    )
  function takeOver(from: CustomerId, to: CustomerId): void {
    const mine = newestByChannel(to)
    for (const [channel, { id: _id, createdAt: _at, ...theirs }] of newestByChannel(from)) {
      const own = mine.get(channel)
      if (own && strictest([own.state, theirs.state]) === own.state) continue
      // A later permission of the one who stays must not stand above an earlier refusal.
      record({ ...theirs, customerId: to, day: own && own.day > theirs.day ? clock.today() : theirs.day })
    }
  }

  return {
    record,
    takeOver,
    inForce: consents.inForce,
    purge: consents.purge,
    undoing: { table: 'consent', undoInsert: takeBack },
    mayContactAll(customerIds, purpose, day) {
      const byCustomer = Map.groupBy(consents.inForceOf(customerIds), ({ customerId }) => customerId)
      const against = hindrances.of(customerIds, day)
      return (customerId, channel) =>
        mayReach(statesOn(byCustomer.get(customerId) ?? [], day), against.get(customerId) ?? UNKNOWN, channel, purpose, day)
    },
    calls: {
      record({ day = clock.today(), ...entry }) {
        customers.require(entry.customerId)
        if (day > clock.today()) throw new AppError('invalid', 'day-in-future', { day })
        // Art. 7 DSGVO: a permission has to be proven, so it says how it was given.
        if (entry.state === 'granted' && entry.way === '') throw new AppError('invalid', 'consent-way-missing')
        record({ ...entry, day })
        recorder.describe({ customerId: entry.customerId, count: 1 })
        return { customerId: entry.customerId }
      },
      of({ customerId }) {
        customers.isInBin(customerId)
        const history = consents.inForce(customerId)
        const states = statesOn(history, clock.today())
        const today = clock.today()
        const against = hindrances.of([customerId], today).get(customerId) ?? UNKNOWN
        const mayAll = mayContact({ ...states, letter: states.all ?? 'granted' }, 'letter', 'advertising')
        return {
          history,
          channels: CHANNELS.map((channel) => ({
            channel,
            current: history.find((entry) => entry.channel === channel) ?? null,
            may: channel === 'all' ? mayAll : mayContact(states, channel, 'advertising'),
            today: channel === 'all' ? mayAll : mayReach(states, against, channel, 'advertising', today),
          })),
        }
      },
      mayContact({ customerId, channel, purpose, day = clock.today() }) {
        if (customers.isInBin(customerId)) return { allowed: false, reason: 'customer-in-bin' }
        const against = hindrances.of([customerId], day).get(customerId) ?? UNKNOWN
        return mayReach(statesOn(consents.inForce(customerId), day), against, channel, purpose, day)
      },
    },
  }
}
