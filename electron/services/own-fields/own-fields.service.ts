import type { CustomerId, Handlers, OwnField, OwnFieldId, OwnValue, OwnValues, OwnValuesInput } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { CustomersService } from '../customers/customers.service.ts'
import type { ServiceBase, Undoing } from '../service-base.ts'
import { ownFieldsRepository } from './own-fields.repository.ts'
import { distinctChoices, fittingValue, readOwnText, storedFrom, unfitting, valueFrom } from './own-value.rules.ts'

const MOST_FIELDS = 50

export interface OwnFieldsService {
  calls: Handlers['ownFields']
  /** The calls of customers that carry own values, with these stored and read beside the customer's own fields. */
  withOwnValues(calls: Pick<Handlers['customers'], 'create' | 'update' | 'get'>): Pick<Handlers['customers'], 'create' | 'update' | 'get'>
  /** A call that answers a page of customers, with own values beside each of them. */
  onPage<I, P extends { rows: { id: number; own?: OwnValues | undefined }[] }>(call: (input: I) => P | Promise<P>): (input: I) => Promise<P>
  /** The fields in the order of the form. */
  list(): OwnField[]
  /** What a text says for a field; null when it is empty, undefined when the field cannot hold it. */
  read(text: string, field: Pick<OwnField, 'kind' | 'choices'>): OwnValue | null | undefined
  /** Values of many customers at once; those without any are left out. */
  valuesOf(customerIds: readonly CustomerId[]): Map<CustomerId, OwnValues>
  /**
   * Stores values inside an operation; checks all of them first. Refuses with own-field-gone or the reason of the field's kind.
   * @returns false when everything was so already
   */
  write(customerId: CustomerId, values: OwnValuesInput): boolean
  undoing: Undoing
}

type Deps = Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder'> & { customers: Pick<CustomersService, 'require'> }

/** Fields that the owner made, and what customers have in them. */
export function ownFieldsService({ db, clock, newId, recorder, customers }: Deps): OwnFieldsService {
  const repository = ownFieldsRepository(db, newId)

  function require(fieldId: OwnFieldId): OwnField {
    const field = repository.find(fieldId)
    if (!field || field.deletedAt !== null) throw new AppError('missing', 'own-field-gone', { fieldId })
    return field
  }
  function requireName(name: string, except: OwnFieldId | null): void {
    if (name === '') throw new AppError('invalid', 'own-field-name-missing')
    const isTaken = repository.list(false).some((field) => field.id !== except && field.name.toLowerCase() === name.toLowerCase())
    if (isTaken) throw new AppError('conflict', 'own-field-name-taken', { name })
  }
  function requireChoices({ kind }: Pick<OwnField, 'kind'>, given: readonly string[]): string[] {
    const choices = kind === 'choice' ? distinctChoices(given) : []
    if (kind === 'choice' && choices.length === 0) throw new AppError('invalid', 'own-field-choices-missing')
    return choices
  }

  function valuesOf(customerIds: readonly CustomerId[]): Map<CustomerId, OwnValues> {
    const fields = new Map(repository.list(false).map((field) => [field.id, field]))
    const found = new Map<CustomerId, OwnValues>()
    if (fields.size === 0) return found
    for (const row of repository.valuesOf(customerIds)) {
      const field = fields.get(row.fieldId)
      if (!field) continue
      const values = found.get(row.customerId) ?? {}
      values[row.fieldId] = valueFrom(field.kind, row)
      found.set(row.customerId, values)
    }
    return found
  }
  const of = (customerId: CustomerId): OwnValues => valuesOf([customerId]).get(customerId) ?? {}

  function write(customerId: CustomerId, values: OwnValuesInput): boolean {
    const wanted: { fieldId: OwnFieldId; value: OwnValue | null }[] = []
    for (const [key, given] of Object.entries(values)) {
      const field = require(Number(key) as OwnFieldId)
      const stored = repository.valueOf(customerId, field.id)
      const before = stored ? valueFrom(field.kind, stored) : null
      // A choice that is no longer offered stays with those who have it.
      if (given === before) continue
      const value = fittingValue(given, field)
      if (value === undefined) throw unfitting(given, field)
      if (value !== before) wanted.push({ fieldId: field.id, value })
    }
    for (const { fieldId, value } of wanted) {
      if (value === null) repository.clear(customerId, fieldId)
      else repository.put(customerId, fieldId, storedFrom(value))
    }
    return wanted.length > 0
  }

  return {
    list: () => repository.list(false),
    read: readOwnText,
    valuesOf,
    write,
    // Deleting the row would take along what customers have in it.
    undoing: { table: 'own_field', undoInsert: (rowId) => repository.setDeleted(rowId as OwnFieldId, clock.now()) },
    onPage: (call) => async (input) => {
      const page = await call(input)
      if (repository.list(false).length === 0) return page
      const values = valuesOf(page.rows.map(({ id }) => id as CustomerId))
      return { ...page, rows: page.rows.map((row) => ({ ...row, own: values.get(row.id as CustomerId) ?? {} })) }
    },
    withOwnValues: (calls) => ({
      create({ own, ...input }) {
        const customer = calls.create(input)
        if (own) write(customer.id as CustomerId, own)
        return { ...customer, own: of(customer.id as CustomerId) }
      },
      update({ own, ...patch }) {
        const customer = calls.update(patch)
        if (own) write(patch.customerId, own)
        return { ...customer, own: of(patch.customerId) }
      },
      get: async (input) => ({ ...(await calls.get(input)), own: of(input.customerId) }),
    }),
    calls: {
      list: ({ withRemoved }) => repository.list(withRemoved),
      usage({ fieldId }) {
        const { kind } = require(fieldId)
        return { customers: repository.count(fieldId), choices: kind === 'choice' ? repository.countEach(fieldId) : [] }
      },
      create({ name, kind, choices }) {
        requireName(name, null)
        if (repository.list(false).length >= MOST_FIELDS) throw new AppError('conflict', 'own-fields-too-many', { most: MOST_FIELDS })
        const id = repository.insert(name, kind, requireChoices({ kind }, choices), clock.now())
        return require(id)
      },
      update({ fieldId, name, choices }) {
        const field = require(fieldId)
        if (name !== undefined) requireName(name, fieldId)
        repository.update(fieldId, name ?? field.name, choices ? requireChoices(field, choices) : field.choices)
        return require(fieldId)
      },
      reorder({ fieldIds }) {
        const first = [...new Set(fieldIds)].map((id) => require(id).id)
        const rest = repository
          .list(false)
          .map(({ id }) => id)
          .filter((id) => !first.includes(id))
        for (const [index, id] of [...first, ...rest].entries()) repository.setPosition(id, index + 1)
        return repository.list(false)
      },
      remove({ fieldId }) {
        const { name } = require(fieldId)
        const had = repository.count(fieldId)
        repository.setDeleted(fieldId, clock.now())
        recorder.describe({ count: had })
        return { name, customers: had }
      },
      set({ customerId, values }) {
        customers.require(customerId)
        write(customerId, values)
        recorder.describe({ customerId, count: 1 })
        return of(customerId)
      },
    },
  }
}
