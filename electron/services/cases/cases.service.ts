import type { Case, CaseId, CaseKind, ContactId, CustomerId, Handlers, IsoDate, PurchaseId, ReferencePoint, StaffId } from '#contract'
import { addDays, Cents, daysBetween } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase } from '../service-base.ts'
import type { SettingsService } from '../settings/settings.service.ts'
import { casesRepository } from './cases.repository.ts'

/** A case that waits, as the list of the day shows it. */
export interface DueCase {
  customerId: CustomerId
  displayName: string
  title: string
  why: { key: 'case-due'; values: { caseId: CaseId; kind: CaseKind; referencePoint: ReferencePoint; openedOn: IsoDate; dueOn: IsoDate } }
  minutes: number
  channel: null
  overdueDays: number
}
export interface CasesService {
  calls: Handlers['cases']
  /** Calls back inside the operation that opens a case. */
  onOpened(callback: (opened: Case) => void): void
  /** What is due by a day, the longest overdue first. */
  dueOn(day: IsoDate, limit: number): DueCase[]
}
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder'> {
  customers: { require(customerId: CustomerId): unknown; nameOf(customerId: CustomerId): string }
  settings: Pick<SettingsService, 'read'>
  /** Lets a contact belong to a case, inside the operation that runs */
  contacts: { change(patch: { contactId: ContactId; caseId: CaseId }): unknown }
}
/** What hearing a customer out takes. */
const MINUTES = 15

/** What customers complain of, praise and wish for, until something came of it. */
export function casesService({ db, clock, newId, recorder, customers, settings, contacts }: Deps): CasesService {
  const cases = casesRepository(db)
  const listeners: ((opened: Case) => void)[] = []

  function require(caseId: CaseId): Case {
    const found = cases.find(caseId)
    if (!found) throw new AppError('missing', 'case-gone')
    return found
  }
  function check(entry: Case): void {
    if (entry.title === '') throw new AppError('invalid', 'case-title-missing')
    if (entry.dueOn !== null && entry.dueOn < entry.openedOn) throw new AppError('invalid', 'case-due-before-opened', { day: entry.openedOn })
  }
  function checkLinks(customerId: CustomerId, purchaseId: PurchaseId | null, staffId: StaffId | null): void {
    if (purchaseId !== null && cases.purchaseOwner(purchaseId) !== customerId)
      throw new AppError('invalid', 'case-purchase-foreign', { name: customers.nameOf(customerId) })
    if (staffId !== null && !cases.hasStaff(staffId)) throw new AppError('missing', 'case-staff-gone')
  }
  function store(entry: Case): Case {
    cases.update(entry)
    recorder.describe({ customerId: entry.customerId, count: 1 })
    return require(entry.id)
  }

  return {
    onOpened: (callback) => void listeners.push(callback),
    dueOn: (day, limit) =>
      cases.due(day, limit).map(({ id, customerId, displayName, title, kind, referencePoint, openedOn, dueOn }) => ({
        customerId,
        displayName,
        title,
        why: { key: 'case-due', values: { caseId: id, kind, referencePoint, openedOn, dueOn: dueOn! } },
        minutes: MINUTES,
        channel: null,
        overdueDays: Math.max(0, daysBetween(dueOn!, day)),
      })),
    calls: {
      open({ dueOn, contactId, ...content }) {
        customers.require(content.customerId)
        const openedOn = clock.today()
        const byRule = content.kind === 'complaint' ? addDays(openedOn, settings.read().complaintDays) : null
        const entry: Case = {
          ...content,
          id: newId() as CaseId,
          displayName: customers.nameOf(content.customerId),
          openedOn,
          dueOn: dueOn === undefined ? byRule : dueOn,
          closedOn: null,
          outcome: '',
          goodwillCents: Cents.parse(0),
        }
        check(entry)
        checkLinks(entry.customerId, entry.purchaseId, entry.staffId)
        if (contactId !== null && cases.contactOwner(contactId) !== entry.customerId)
          throw new AppError('invalid', 'case-contact-foreign', { name: entry.displayName })
        cases.insert({ ...entry, createdAt: clock.now() })
        if (contactId !== null) contacts.change({ contactId, caseId: entry.id })
        recorder.describe({ customerId: entry.customerId, count: 1 })
        const opened = require(entry.id)
        for (const tell of listeners) tell(opened)
        return opened
      },
      change({ caseId, ...patch }) {
        const before = require(caseId)
        const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<Case>
        const after = { ...before, ...given }
        check(after)
        checkLinks(
          after.customerId,
          after.purchaseId === before.purchaseId ? null : after.purchaseId,
          after.staffId === before.staffId ? null : after.staffId,
        )
        return store(after)
      },
      close({ caseId, outcome, goodwillCents }) {
        const before = require(caseId)
        if (before.closedOn !== null) throw new AppError('conflict', 'case-already-closed', { day: before.closedOn })
        if (before.kind === 'complaint' && outcome === '') throw new AppError('invalid', 'case-outcome-missing')
        return store({ ...before, closedOn: clock.today(), outcome, goodwillCents: goodwillCents ?? before.goodwillCents })
      },
      reopen({ caseId }) {
        const before = require(caseId)
        if (before.closedOn === null) throw new AppError('conflict', 'case-not-closed')
        return store({ ...before, closedOn: null })
      },
      list: ({ limit, offset, ...query }) => cases.list({ ...query, today: clock.today() }, limit, offset),
      count: () => cases.openCounts(clock.today()),
      listFor: ({ customerId, limit, offset }) => ({ rows: cases.ofCustomer(customerId, limit, offset), ...cases.counts(customerId) }),
      heat: ({ from, until }) => cases.heat(from, until),
    },
  }
}
