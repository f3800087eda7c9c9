import type { Address, ContactPerson, CustomerId, CustomerInput, CustomerPatch, DetailKind, IsoDate, Timestamp } from '#contract'
import type { Clock } from '../../database/clock.ts'
import type { NewId } from '../../database/ids.ts'
import type { OperationRecorder } from '../../database/operation-recorder.ts'
import { AppError } from '../../database/app-error.ts'
import { countedNumber, distinctTags, requireName, requireNumber, requirePastBirthday } from './customer.rules.ts'
import type { CustomerFields, CustomersRepository, ExternalReference, StoredCustomer } from './customers.repository.ts'
import { partDifference } from './part-difference.rules.ts'
import { hasDigit, looksLikeEmail, phoneNormal } from './phone.rules.ts'

/** A way to reach a customer; with `normal` given (also null) it was read already, and is neither checked nor read again. */
export interface DetailRecord {
  kind: DetailKind
  value: string
  label: string
  normal?: string | null
}
/** A new customer from any source: the fields of the contract's input, plus what only imports and the sample shop know. */
export interface CustomerRecord extends Omit<CustomerInput, 'details' | 'phone' | 'email' | 'number' | 'letterGreeting'> {
  letterGreeting?: string | undefined
  number?: string | undefined
  details: readonly DetailRecord[]
  /** Properties that have no place of their own, kept as they were read. */
  extra?: Readonly<Record<string, unknown>>
  references?: readonly ExternalReference[]
  isSample?: boolean
  /** Past moment of the first contact; now where it is left out. */
  created?: { on: IsoDate; at: Timestamp }
}
/** Given fields replace what is stored; references are only added. */
export type CustomerChange = Omit<CustomerPatch, 'details'> & {
  details?: readonly DetailRecord[] | undefined
  extra?: Readonly<Record<string, unknown>>
  references?: readonly ExternalReference[]
}
/** A customer with everything that `change` can compare with. */
export interface CurrentCustomer extends StoredCustomer {
  tags: string[]
  details: Required<DetailRecord>[]
  addresses: Address[]
  contactPersons: ContactPerson[]
  references: ExternalReference[]
}
/**
 * Writes customers quickly, one or 100,000, inside an operation that runs already. Checks first and writes then, so a refused
 * record leaves nothing behind. Refuses with the reasons of customers.create.
 */
export interface CustomerWriter {
  insert(record: CustomerRecord): CustomerId
  /** @returns false when everything was so already, and nothing was written */
  change(id: CustomerId, change: CustomerChange): boolean
  /** Also customers in the bin. */
  current(id: CustomerId): CurrentCustomer | undefined
  /** E.164 with the shop's area code where none was typed; null where it is no number. */
  phoneNormal(value: string): string | null
  /** Runs work that inserts many customers; into an empty file it goes faster. Inside an operation only. */
  whileFilling<T>(work: () => T): T
  /** Writes the mark of customer numbers down; at the end of each operation. */
  saveMark(): void
  /** E-mail as it is compared, or null where it does not look like one. */
  emailNormal(value: string): string | null
}

interface WriterDeps {
  clock: Clock
  newId: NewId
  recorder: OperationRecorder
  repository: CustomersRepository
  areaCode(): string
}

export function customerWriter({ clock, newId, recorder, repository, areaCode }: WriterDeps): CustomerWriter {
  // Nothing of this can change while an operation runs, so 100,000 rows look once; asking the clock costs as much as an insert.
  let running = { operation: null as number | null, areaCode: '', lifted: 0, today: '' as IsoDate, now: '' as Timestamp }
  function known() {
    const operation = recorder.current()
    if (operation === null || running.operation !== operation)
      running = { operation, areaCode: areaCode(), lifted: 0, today: clock.today(), now: clock.now() }
    return running
  }
  const readPhone = (value: string) => phoneNormal(value, known().areaCode)
  const readEmail = (value: string) => (looksLikeEmail(value) ? value.toLowerCase() : null)

  function readDetail({ kind, value, label, normal }: DetailRecord): Required<DetailRecord> {
    if (normal !== undefined) return { kind, value, normal, label }
    switch (kind) {
      case 'phone':
        if (!hasDigit(value)) throw new AppError('invalid', 'phone-invalid', { value })
        return { kind, value, normal: readPhone(value), label }
      case 'email': {
        const email = readEmail(value)
        if (email === null) throw new AppError('invalid', 'email-invalid', { value })
        return { kind, value, normal: email, label }
      }
      case 'web':
        return { kind, value, normal: null, label }
    }
  }
  const readDetails = (details: readonly DetailRecord[]) => details.filter(({ value }) => value !== '').map(readDetail)
  const isFilled = (part: Address | ContactPerson) =>
    Object.entries(part).some(([key, value]) => value !== '' && key !== 'country' && key !== 'label' && key !== 'salutation')

  /** A number stays taken while its customer lies in the bin: it comes back with them. */
  function numberTaken(number: string): AppError {
    return new AppError('conflict', 'number-taken', { number, name: repository.byNumber(number)?.name ?? '' })
  }
  function liftTo(number: string): void {
    const counted = countedNumber(number)
    if (counted === null) return
    if (recorder.current() === null) repository.liftNumber(counted)
    else if (counted > known().lifted) known().lifted = counted
  }
  /** Writes down how far given numbers lift the mark: once for an operation, not for each of 100,000 rows. */
  function saveMark(): void {
    if (running.lifted === 0 || running.operation !== recorder.current()) return
    repository.liftNumber(running.lifted)
    running.lifted = 0
  }
  function freeNumber(): string {
    saveMark()
    let number = String(repository.nextNumber())
    while (repository.byNumber(number)) number = String(repository.nextNumber())
    return number
  }

  return {
    phoneNormal: readPhone,
    emailNormal: readEmail,
    saveMark,
    whileFilling: repository.whileFilling,

    insert(record) {
      requireName(record)
      requirePastBirthday(record.birthday, known().today)
      const given = record.number ?? ''
      if (given !== '') requireNumber(given)
      const details = readDetails(record.details)
      const created = record.created ?? { on: known().today, at: known().now }
      const id = newId() as CustomerId
      const fields = { ...fieldsOf(record), number: given === '' ? freeNumber() : given, extra: record.extra ? JSON.stringify(record.extra) : '{}' }
      if (!repository.insert(id, fields, record.isSample ?? false, created.on, created.at)) throw numberTaken(fields.number)
      if (given !== '') liftTo(given)
      for (const [position, detail] of details.entries()) repository.details.add(id, position, detail)
      for (const [position, address] of record.addresses.filter(isFilled).entries()) repository.addresses.add(id, position, address)
      for (const [position, person] of record.contactPersons.filter(isFilled).entries()) repository.contactPersons.add(id, position, person)
      for (const tag of distinctTags(record.tags)) repository.addTag(id, tag)
      for (const { system, value } of record.references ?? []) repository.addReference(id, system, value)
      return id
    },

    change(id, change) {
      const before = repository.find(id)
      if (!before) throw new AppError('missing', 'customer-gone', { customerId: id })
      const after: CustomerFields = { ...fieldsOf(before), number: before.number, extra: before.extra }
      for (const key of FIELDS) if (change[key] !== undefined) Object.assign(after, { [key]: change[key] })
      if (change.extra !== undefined) after.extra = JSON.stringify(change.extra)
      requireName(after)
      if (change.birthday !== undefined) requirePastBirthday(after.birthday, known().today)
      if (after.number !== before.number) {
        requireNumber(after.number)
        if (repository.byNumber(after.number)) throw numberTaken(after.number)
      }
      const details = change.details && readDetails(change.details)

      const asText = (fields: CustomerFields) => JSON.stringify({ ...fieldsOf(fields), number: fields.number, extra: fields.extra })
      let isChanged = asText(after) !== asText(before)
      if (isChanged) {
        if (after.number !== before.number) liftTo(after.number)
        repository.update(id, after, known().now)
      }
      const note = (written: boolean) => void (isChanged ||= written)
      if (details)
        note(
          repository.details.apply(
            id,
            partDifference(repository.details.of(id), details, (old, next) => old.kind === next.kind),
          ),
        )
      if (change.addresses)
        note(
          repository.addresses.apply(
            id,
            partDifference(repository.addresses.of(id), change.addresses.filter(isFilled), (old, next) => old.label === next.label),
          ),
        )
      if (change.contactPersons)
        note(
          repository.contactPersons.apply(
            id,
            partDifference(repository.contactPersons.of(id), change.contactPersons.filter(isFilled), (old, next) => old.lastName === next.lastName),
          ),
        )
      if (change.tags) note(changeTags(id, distinctTags(change.tags)))
      for (const { system, value } of change.references ?? []) note(repository.addReference(id, system, value))
      return isChanged
    },

    current(id) {
      const stored = repository.find(id)
      return (
        stored && {
          ...stored,
          tags: repository.tagsOf(id),
          details: repository.details.of(id).map((part) => part.content),
          addresses: repository.addresses.of(id).map((part) => part.content),
          contactPersons: repository.contactPersons.of(id).map((part) => part.content),
          references: repository.referencesOf(id),
        }
      )
    },
  }

  function changeTags(id: CustomerId, wanted: readonly string[]): boolean {
    const before = repository.tagsOf(id)
    const added = wanted.filter((tag) => !before.includes(tag))
    const removed = before.filter((tag) => !wanted.includes(tag))
    for (const tag of removed) repository.removeTag(id, tag)
    for (const tag of added) repository.addTag(id, tag)
    return added.length + removed.length > 0
  }
}

const FIELDS = [
  'number',
  'kind',
  'salutation',
  'title',
  'firstName',
  'lastName',
  'nameAddition',
  'firmName',
  'addressForm',
  'birthday',
  'memo',
  'source',
  'letterGreeting',
] as const satisfies readonly (keyof CustomerFields)[]

/** The columns without number and extra, in one order, so that two of them can be compared as text. */
function fieldsOf(
  from: Omit<CustomerFields, 'number' | 'extra' | 'letterGreeting'> & { letterGreeting?: string | undefined },
): Omit<CustomerFields, 'number' | 'extra'> {
  const { kind, salutation, title, firstName, lastName, nameAddition, firmName, addressForm, birthday, memo, source, letterGreeting = '' } = from
  return {
    kind,
    salutation,
    title,
    firstName,
    lastName,
    nameAddition,
    firmName,
    addressForm,
    birthday: birthday && { day: birthday.day, month: birthday.month, year: birthday.year },
    memo,
    source,
    letterGreeting,
  }
}
