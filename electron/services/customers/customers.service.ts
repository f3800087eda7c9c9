import type { binCalls, bulkCalls, Customer, CustomerId, CustomerInput, CustomerRow, Handlers, mergeCalls, OperationId } from '#contract'
import { ONLY_NUMBER } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { inTransaction } from '../../database/open.ts'
import type { ServiceBase, Undoing } from '../service-base.ts'
import type { SettingsService } from '../settings/settings.service.ts'
import { bulkChanges } from './bulk-changes.ts'
import type { BulkChanges } from './bulk-changes.ts'
import { customerFiguresRepository } from './customer-figures.ts'
import { customerListRepository } from './customer-list.repository.ts'
import { customerSearchRepository } from './customer-search.repository.ts'
import { customerSummaryRepository } from './customer-summary.repository.ts'
import { customerWriter } from './customer-writer.ts'
import type { CustomerWriter, DetailRecord } from './customer-writer.ts'
import { customersRepository } from './customers.repository.ts'
import type { StoredCustomer } from './customers.repository.ts'
import { searchQuery } from './folding.rules.ts'
import { searchTerms } from './search-terms.ts'
import { rowsOf } from './rows-of.ts'
import { timelineRepository } from './timeline.repository.ts'

export type { CustomerChange, CustomerRecord, CustomerWriter } from './customer-writer.ts'
export type { StoredCustomer } from './customers.repository.ts'

export interface CustomersService {
  /** All but those for a whole selection (see bulk-actions), for merging and for the bin. */
  calls: Omit<Handlers['customers'], keyof typeof bulkCalls | keyof typeof mergeCalls | keyof typeof binCalls>
  /** Refuses with customer-gone or customer-in-bin unless the customer is there to work with. */
  require(customerId: CustomerId): StoredCustomer
  /** The customer whole, in the bin or not. Refuses with customer-gone. */
  get(customerId: CustomerId): Omit<Customer, 'own'>
  /** Refuses with customer-gone. */
  isInBin(customerId: CustomerId): boolean
  /** How a customer reads, in the bin or not; '' for one that is gone. */
  nameOf(customerId: CustomerId): string
  /** What `customer_search match …` takes for a text as typed (rowid = customer_summary.place): '' for an empty text, null where nothing can match. */
  searchQuery(text: string): string | null
  writer: CustomerWriter
  /** Tags of all customers at once, those in the bin as well; changes run inside an operation. */
  tagged: {
    /** How many customers of the list have each; those in the bin do not count, but their tags are named. */
    counts(): { name: string; count: number }[]
    /** With those in the bin. */
    count(name: string): number
    /** Customers who have the new name already keep it once. */
    rename(from: string, to: string): void
    remove(name: string): void
  }
  bulk: BulkChanges
  /** The rows of the list for these customers, in this order. */
  rowsOf(ids: readonly CustomerId[]): CustomerRow[]
  /** Erases a customer whose ledgers were erased before. Only inside an operation, which takes them out of the read model. */
  purge(customerId: CustomerId): void
  /** Brings read model and search index up to date with an operation. */
  afterOperation(operationId: OperationId): void
  /** Brings figures that change with the day up to date. */
  startDay(): void
  /** Computes these customers' rows of the read model anew; for what changes by itself, outside of an operation. */
  refresh(customerIds: readonly CustomerId[]): void
  /** Corrects the figures of `limit` customers behind one of them, by id; `last` is null where nobody follows. */
  correctFigures(after: CustomerId, limit: number): { corrected: number; last: CustomerId | null }
  /** Computes read model and search index from nothing. */
  rebuildReadModel(): void
  undoing: Undoing
}

type Deps = Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder'> & { settings: Pick<SettingsService, 'read'> }

export function customersService({ db, clock, newId, recorder, settings }: Deps): CustomersService {
  const areaCode = () => settings.read().shopAreaCode
  const repository = customersRepository(db, newId)
  const summary = customerSummaryRepository(db)
  const figures = customerFiguresRepository(db)
  const search = customerSearchRepository(db, areaCode)
  const list = customerListRepository(db)
  const term = searchTerms(db)
  const queryOf = (text: string) => searchQuery(text, term)
  const timeline = timelineRepository(db)
  const writer = customerWriter({ clock, newId, recorder, repository, areaCode })

  function find(customerId: CustomerId): StoredCustomer {
    const stored = repository.find(customerId)
    if (!stored || stored.isErased) throw new AppError('missing', 'customer-gone', { customerId })
    return stored
  }
  /** Refuses a customer who became another one, and says which. */
  function refuseMerged({ mergedIntoId, deletedAt, displayName }: Omit<StoredCustomer, 'id'>): void {
    if (mergedIntoId === null) return
    const name = repository.find(mergedIntoId)?.displayName ?? ''
    throw new AppError('conflict', 'customer-merged', { customerId: mergedIntoId, name, merged: displayName, day: (deletedAt ?? '').slice(0, 10) })
  }
  function requireLive(customerId: CustomerId): StoredCustomer {
    const stored = find(customerId)
    refuseMerged(stored)
    if (stored.deletedAt !== null) throw new AppError('conflict', 'customer-in-bin', { customerId, name: stored.displayName })
    return stored
  }

  function refreshTouched(): void {
    summary.findPlaces()
    search.refresh()
    summary.refresh(clock.today())
  }
  function rebuildReadModel(): void {
    inTransaction(db, () => {
      search.empty()
      summary.empty()
      summary.touchAll()
      refreshTouched()
      summary.saveDay(clock.today())
    })
  }

  return {
    require: requireLive,
    get: customer,
    isInBin: (customerId) => find(customerId).deletedAt !== null,
    nameOf: (customerId) => repository.find(customerId)?.displayName ?? '',
    searchQuery: queryOf,
    writer,
    tagged: repository.tagged,
    bulk: bulkChanges(repository, writer, clock),
    rowsOf: rowsOf(db),
    purge: repository.drop,
    afterOperation(operationId) {
      writer.saveMark()
      summary.touchOperation(operationId)
      refreshTouched()
    },
    startDay() {
      if (summary.isStale()) return rebuildReadModel()
      const today = clock.today()
      const last = summary.day()
      if (last === today) return
      inTransaction(db, () => {
        if (last !== null) summary.moveDay(last, today)
        summary.saveDay(today)
      })
    },
    refresh(customerIds) {
      summary.touchSome(customerIds)
      refreshTouched()
    },
    correctFigures: (after, limit) => figures.correct(after, limit, clock.today()),
    rebuildReadModel,
    undoing: {
      table: 'customer',
      undoInsert(rowId) {
        const id = rowId as CustomerId
        // Ledgers are kept for good, so a customer who has one goes to the bin instead.
        if (repository.isInLedgers(id)) repository.setDeleted(id, clock.now())
        else repository.drop(id)
      },
    },
    calls: {
      create(input) {
        const id = writer.insert({ ...input, details: withShortForms(input) })
        recorder.describe({ customerId: id, count: 1 })
        return customer(id)
      },
      update({ customerId, ...patch }) {
        requireLive(customerId)
        writer.change(customerId, { ...patch, details: patch.details?.map((detail) => ({ ...detail })) })
        recorder.describe({ customerId, count: 1 })
        return customer(customerId)
      },
      get: ({ customerId }) => customer(customerId),
      summary({ customerId }) {
        requireLive(customerId)
        const row = list.row(customerId)
        if (!row) throw new AppError('missing', 'customer-gone', { customerId })
        return row
      },
      search({ text, sort, descending, limit, offset, countUpTo }) {
        const query = queryOf(text)
        if (query === null) return { rows: [], total: 0, isTotalExact: true }
        const page = { sort: sort ?? ('name' as const), descending, limit, offset }
        if (query === '') return { rows: list.list(page), total: list.total(), isTotalExact: true }
        const isDefault = sort === undefined && !descending && /\d/.test(text)
        const rows = isDefault ? list.searchExactFirst(query, page, exactForms(text)) : list.search(query, page)
        const total = countUpTo === undefined ? list.matches(query) : list.matchesUpTo(query, countUpTo)
        return { rows, total, isTotalExact: total !== countUpTo }
      },
      list: (page) => ({ rows: list.list(page), total: list.total() }),
      neighbours({ customerId, text, sort, descending }) {
        const query = queryOf(text)
        if (query === null) return { position: null, total: 0, previousId: null, nextId: null }
        return list.neighbours(customerId, query === '' ? null : query, sort, descending)
      },
      count: () => list.counts(),
      timeline({ customerId, kinds, text, limit, offset }) {
        find(customerId)
        return timeline.page({ customerId, kinds, text }, limit, offset)
      },
      tags: () => list.tags(),
      remove({ customerIds }) {
        const ids = [...new Set(customerIds)]
        for (const id of ids) requireLive(id)
        const at = clock.now()
        for (const id of ids) repository.setDeleted(id, at)
        recorder.describe(ids.length === 1 && ids[0] ? { customerId: ids[0], count: 1 } : { count: ids.length })
        return { removed: ids.length }
      },
      restore({ customerIds }) {
        const ids = [...new Set(customerIds)]
        for (const id of ids) {
          const stored = find(id)
          refuseMerged(stored)
          if (stored.deletedAt === null) throw new AppError('conflict', 'customer-not-in-bin', { customerId: id })
        }
        for (const id of ids) repository.setDeleted(id, null)
        recorder.describe(ids.length === 1 && ids[0] ? { customerId: ids[0], count: 1 } : { count: ids.length })
        return { restored: ids.length }
      },
    },
  }

  function customer(customerId: CustomerId): Omit<Customer, 'own'> {
    const current = writer.current(customerId)
    if (!current || current.isErased) throw new AppError('missing', 'customer-gone', { customerId })
    refuseMerged(current)
    const { references: _references, extra: _extra, createdOn: _createdOn, mergedIntoId: _merged, isErased: _erased, ...fields } = current
    return fields
  }
  function exactForms(text: string) {
    const typed = text.trim()
    const phone = ONLY_NUMBER.test(typed) ? writer.phoneNormal(typed) : null
    return { text: typed, digits: typed.replace(/\D+/g, ''), phone: phone ?? '' }
  }
}

/** The short forms `phone` and `email` come first, unless the list names the same way already. */
function withShortForms({ details, phone, email }: CustomerInput): DetailRecord[] {
  const short: DetailRecord[] = []
  if (phone) short.push({ kind: 'phone', value: phone, label: '' })
  if (email) short.push({ kind: 'email', value: email, label: '' })
  const isNew = (detail: DetailRecord) => !details.some(({ kind, value }) => kind === detail.kind && value === detail.value)
  return [...short.filter(isNew), ...details]
}
