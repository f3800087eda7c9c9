import type { CustomerId, DuplicateCandidate, DuplicatePair, DuplicateSide, Handlers, JobContext, OperationId } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { inTransaction } from '../../database/open.ts'
import type { CustomersService } from '../customers/customers.service.ts'
import type { ServiceBase } from '../service-base.ts'
import { comparable } from './comparable.rules.ts'
import type { Comparable, Compared } from './comparable.rules.ts'
import { compare, isProposed } from './comparison.rules.ts'
import type { Comparison } from './comparison.rules.ts'
import { duplicatesRepository } from './duplicates.repository.ts'
import type { PairRecord } from './duplicates.repository.ts'
import { findPairs } from './find-pairs.ts'
import { exactName, keysOf, keysToLookUp } from './keys.rules.ts'
import { writeMissingKeys } from './missing-keys.ts'
import { duplicateMatcher } from './matcher.ts'
import type { DuplicateMatcher } from './matcher.ts'

export interface DuplicatesService {
  calls: Handlers['duplicates']
  tasks: {
    'duplicates.scan': (input: object, job: JobContext) => { pairs: number }
    /** Writes the keys that large changes left for later. */
    'duplicates.index': (input: object, job: JobContext) => Promise<{ customers: number }>
  }
  /** For imports: answers for 100,000 rows against 100,000 customers and within the file, without asking the database again. */
  matcher(): DuplicateMatcher
  /** Keeps keys and pairs of exactly the touched customers up to date. */
  afterOperation(operationId: OperationId): void
  /** Notes that keys are missing where a file has none yet. */
  startDay(): void
  /** Whether `duplicates.index` has something to do. */
  lacksKeys(): boolean
}
type Deps = Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder' | 'background'> & { customers: Pick<CustomersService, 'require' | 'writer'> }
type Draft = Omit<Parameters<Handlers['duplicates']['check']>[0], 'customerId'>

/** So many customers changed at once get their keys afterwards: making them costs a fifth of a large import. */
const MAX_KEYED = 2000
/** So many customers changed at once are compared anew on the way; more only make the last scan outdated. */
const MAX_FOLLOWED = 50
/** While somebody types, a customer of the same name is worth a word even where nothing else can be compared. */
const WORTH_A_WORD = 0.77
const MAX_CANDIDATES = 5

export function duplicatesService({ db, clock, newId, recorder, background, customers }: Deps): DuplicatesService {
  const repository = duplicatesRepository(db)

  function scan(_: object, job: JobContext): { pairs: number } {
    job.report(0, null, 'reading-customers')
    const { ids, list } = readAll()
    const found = findPairs(list, { isCancelled: job.isCancelled, report: (done, total) => job.report(done, total, 'comparing') })
    if (!found || job.isCancelled()) throw new AppError('cancelled', 'cancelled')
    job.report(1, 1, 'finishing')
    inTransaction(db, () => {
      repository.emptyPairs()
      for (const { a, b, comparison } of found) repository.addPair({ aId: ids[a]!, bId: ids[b]!, ...comparison })
      repository.saveScan(clock.now(), ids.length)
    })
    return { pairs: repository.countPairs(0, false) }
  }
  function readAll(): { ids: CustomerId[]; list: Comparable[] } {
    const ids: CustomerId[] = []
    const list: Comparable[] = []
    for (const { id, ...rest } of repository.all()) {
      ids.push(id)
      list.push(comparable(rest))
    }
    return { ids, list }
  }

  /** Compares one customer with all that stand under its keys. */
  function comparisonsFor(customer: Comparable, without: CustomerId | undefined, least?: number): { id: CustomerId; comparison: Comparison }[] {
    const ids = repository.idsFor(keysToLookUp(customer), customer.contacts)
    if (without !== undefined) ids.delete(without)
    const others = repository.some([...ids]).map((other) => ({ id: other.id, other: comparable(other) }))
    const name = exactName(customer)
    const isRare = others.filter(({ other }) => exactName(other) === name).length <= 1
    return others.flatMap(({ id, other }) => {
      const comparison = compare(customer, other, isRare, least)
      return comparison ? [{ id, comparison }] : []
    })
  }

  const writeKeys = (ids: readonly CustomerId[]) =>
    repository.some(ids).forEach((customer) => repository.addKeys(customer.id, keysOf(comparable(customer))))
  function followPairs(ids: readonly CustomerId[]): void {
    repository.forgetPairs(ids)
    for (const customer of repository.some(ids))
      for (const { id, comparison } of comparisonsFor(comparable(customer), customer.id)) repository.addPair(pairOf(customer.id, id, comparison))
  }

  function requireTwo({ aId, bId }: { aId: CustomerId; bId: CustomerId }): [CustomerId, CustomerId] {
    if (aId === bId) throw new AppError('invalid', 'duplicate-same-customer', { name: customers.require(aId).displayName })
    customers.require(aId)
    customers.require(bId)
    return inOrder(aId, bId)
  }
  function withSides<T extends { aId: CustomerId; bId: CustomerId }>(rows: readonly T[]) {
    const sides = repository.sides([...new Set(rows.flatMap(({ aId, bId }) => [aId, bId]))])
    return rows.flatMap((row) => {
      const [a, b] = [sides.get(row.aId), sides.get(row.bId)]
      return a && b ? [{ row, a, b }] : []
    })
  }

  const isDismissed = (a: CustomerId, b: CustomerId | undefined) => b !== undefined && repository.isDismissed(...inOrder(a, b))

  function draftOf({ details, phone, email, ...fields }: Draft): Compared {
    const phones = [phone, ...details.filter(({ kind }) => kind === 'phone').map(({ value }) => value)]
    const emails = [email, ...details.filter(({ kind }) => kind === 'email').map(({ value }) => value)]
    const contacts = [...phones.map((value) => customers.writer.phoneNormal(value)), ...emails.map((value) => customers.writer.emailNormal(value))]
    return { ...fields, contacts: contacts.filter((contact) => contact !== null) }
  }

  return {
    matcher: () => duplicateMatcher(repository.all()),
    startDay() {
      if (repository.keysMissing() === 0 && !repository.hasKeys() && repository.hasCustomers()) repository.markKeysMissing()
    },
    lacksKeys: () => repository.keysMissing() > 0,
    afterOperation(operationId) {
      const ids = repository.touchedBy(operationId)
      if (ids.length === 0) return
      // Who is younger than the operation has no keys yet.
      const older = ids.filter((id) => id < operationId)
      if (older.length > 0) repository.forgetKeys(older)
      if (ids.length > MAX_KEYED) repository.markKeysMissing()
      else writeKeys(ids)
      if (ids.length > MAX_FOLLOWED) repository.outdate()
      else if (repository.scan().at !== null) followPairs(ids)
    },
    tasks: { 'duplicates.scan': scan, 'duplicates.index': (_, job) => writeMissingKeys(db, repository, writeKeys, job) },
    calls: {
      scan: (input, job) => background.run('duplicates.scan', input, job),
      list({ minScore, kind, limit, offset }) {
        const isRelated = kind === 'related'
        const rows = withSides(repository.pairs(minScore, isRelated, limit, offset)).map(({ row, a, b }): DuplicatePair => ({
          a,
          b,
          band: row.band,
          score: row.score,
          reasons: row.reasons,
        }))
        return { rows, total: repository.countPairs(minScore, isRelated) }
      },
      status() {
        const { at, customers: scanned, isOutdated } = repository.scan()
        return {
          scannedAt: at,
          customers: scanned,
          proposed: repository.countPairs(0, false),
          related: repository.countPairs(0, true),
          dismissed: repository.countDismissed(),
          isOutdated: isOutdated === 1,
        }
      },
      dismiss(input) {
        const [a, b] = requireTwo(input)
        const dismissed = repository.dismiss(newId(), a, b, clock.now())
        recorder.describe({ customerId: a, count: 1 })
        return { dismissed }
      },
      reconsider(input) {
        const [a, b] = requireTwo(input)
        if (!repository.reconsider(a, b)) throw new AppError('missing', 'duplicate-not-dismissed')
        recorder.describe({ customerId: a, count: 1 })
        return { reconsidered: true }
      },
      dismissed: ({ limit, offset }) => ({
        rows: withSides(repository.dismissed(limit, offset)).map(({ row, a, b }) => ({ a, b, at: row.at })),
        total: repository.countDismissed(),
      }),
      check({ customerId, ...draft }) {
        const customer = comparable(draftOf(draft))
        if (customer.first.text + customer.last.text + customer.firm.join('') === '' && customer.contacts.length === 0) return { candidates: [] }
        const found = comparisonsFor(customer, customerId, WORTH_A_WORD)
          .filter(({ id, comparison }) => isProposed(comparison) && !isDismissed(id, customerId))
          .sort((a, b) => b.comparison.score - a.comparison.score)
          .slice(0, MAX_CANDIDATES)
        const sides = repository.sides(found.map(({ id }) => id))
        return { candidates: found.flatMap(({ id, comparison }) => candidateOf(sides.get(id), comparison)) }
      },
    },
  }
}

const inOrder = (a: CustomerId, b: CustomerId): [CustomerId, CustomerId] => (a < b ? [a, b] : [b, a])

function pairOf(one: CustomerId, other: CustomerId, comparison: Comparison): PairRecord {
  const [aId, bId] = inOrder(one, other)
  return { aId, bId, ...comparison }
}

function candidateOf(side: DuplicateSide | undefined, { score, reasons }: Comparison): DuplicateCandidate[] {
  if (!side) return []
  const { id, number, displayName, salutation, addresses } = side
  return [{ id, number, displayName, salutation, city: addresses.find(({ city }) => city !== '')?.city ?? '', score, reasons }]
}
