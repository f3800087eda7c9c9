import { addDays, partsOf } from '#contract'
import type { Address, Birthday, IsoDate, Salutation } from '#contract'
import type { CustomerRecord } from '../customers/customers.service.ts'
import { inventedFirms } from './invented-firms.ts'
import type { InventedFirm } from './invented-firms.ts'
import { nameSets, unusualPeople } from './invented-names.ts'
import { detailLabels, memos, sources, tags } from './invented-notes.ts'
import { places } from './invented-places.ts'
import type { Random } from './random.rules.ts'
import { reservedContacts } from './reserved-contacts.rules.ts'

/** How someone buys; the history is invented from it. */
export type Habit = 'prospect' | 'once-recent' | 'once-lost' | 'occasional' | 'regular' | 'firm'
export interface SampleCustomer {
  record: Omit<CustomerRecord, 'created'>
  habit: Habit
}

const PEOPLE = 280
/** Of a hundred people, so many buy like this. */
const HABITS: readonly (readonly [Habit, number])[] = [
  ['prospect', 13],
  ['once-recent', 12],
  ['once-lost', 16],
  ['occasional', 27],
  ['regular', 32],
]

/** About 300 people and firms of a town, the same ones each time. */
export function inventCustomers(random: Random, today: IsoDate): SampleCustomer[] {
  const contacts = reservedContacts()
  const customers = inventedFirms.map((firm, index) => ({
    record: firmRecord(random, firm, contacts),
    habit: index % 7 === 6 ? ('prospect' as const) : ('firm' as const),
  }))
  const people = unusualPeople.map((who) => person(random, today, who, address(random), contacts, null))
  while (people.length < PEOPLE) people.push(...household(random, today, contacts).slice(0, PEOPLE - people.length))
  return [...customers, ...people.map((record) => ({ record, habit: habitOf(random) }))]
}

function habitOf(random: Random): Habit {
  let drawn = random.whole(1, 100)
  for (const [habit, share] of HABITS) {
    drawn -= share
    if (drawn <= 0) return habit
  }
  return 'occasional'
}

interface Who {
  salutation: Salutation
  title: string
  firstName: string
  lastName: string
}
type DetailRecord = CustomerRecord['details'][number]
type Contacts = ReturnType<typeof reservedContacts>

/** People who live together: one name, one address, often one telephone. */
function household(random: Random, today: IsoDate, contacts: Contacts) {
  const names = nameSet(random)
  const lastName = random.percent(4) ? `${random.pick(names.families)}-${random.pick(names.families)}` : random.pick(names.families)
  const home = address(random)
  const telephone = random.percent(55) ? contacts.landline() : null
  const size = random.percent(62) ? 1 : random.whole(2, 4)
  const taken = new Set<string>()
  return Array.from({ length: size }, () => {
    const isWoman = random.percent(50)
    let firstName = ''
    do firstName = random.pick(isWoman ? names.women : names.men)
    while (taken.has(firstName))
    taken.add(firstName)
    const title = random.percent(4) ? 'Dr.' : ''
    return person(random, today, { salutation: isWoman ? 'ms' : 'mr', title, firstName, lastName }, home, contacts, telephone)
  })
}

function nameSet(random: Random) {
  let drawn = random.whole(1, 100)
  for (const names of nameSets) {
    drawn -= names.share
    if (drawn <= 0) return names
  }
  return nameSets[0]
}

function person(random: Random, today: IsoDate, who: Who, home: Address, contacts: Contacts, telephone: string | null): SampleCustomer['record'] {
  const details: DetailRecord[] = []
  const mobile = random.percent(80) ? contacts.mobile() : null
  if (mobile) details.push({ kind: 'phone', value: mobile, label: random.pick(detailLabels) })
  if (telephone) details.push({ kind: 'phone', value: telephone, label: '' })
  if (random.percent(62)) details.push({ kind: 'email', value: contacts.email(who.firstName, who.lastName), label: '' })
  if (random.percent(5)) details.push({ kind: 'email', value: contacts.email(who.lastName, 'arbeit'), label: 'Arbeit' })
  return {
    ...empty(random),
    ...who,
    kind: 'person',
    addressForm: random.percent(18) ? 'informal' : 'formal',
    birthday: random.percent(70) ? birthday(random, today) : null,
    details,
    addresses: random.percent(88) ? [home] : [],
  }
}

function firmRecord(random: Random, firm: InventedFirm, contacts: Contacts): SampleCustomer['record'] {
  return {
    ...empty(random),
    kind: 'firm',
    firmName: firm.name,
    memo: firm.memo ?? '',
    tags: ['Firma'],
    details: [
      { kind: 'phone', value: contacts.landline(), label: '' },
      {
        kind: 'email',
        value: contacts.email(
          'buero',
          firm.name
            .split(/[\s,]+/)
            .slice(0, 2)
            .join('-'),
        ),
        label: '',
      },
    ],
    addresses: [address(random)],
    contactPersons: firm.persons.map(([salutation, firstName, lastName, role]) => ({
      salutation,
      title: '',
      firstName,
      lastName,
      role,
      phone: random.percent(50) ? contacts.landline() : '',
      email: contacts.email(firstName, lastName),
    })),
  }
}

function empty(random: Random) {
  return {
    salutation: 'none' as const,
    title: '',
    firstName: '',
    lastName: '',
    nameAddition: '',
    firmName: '',
    addressForm: 'formal' as const,
    birthday: null,
    memo: random.percent(22) ? random.pick(memos) : '',
    source: random.percent(60) ? random.pick(sources) : '',
    tags: random.percent(45) ? [random.pick(tags), ...(random.percent(30) ? [random.pick(tags)] : [])] : [],
    contactPersons: [],
    isSample: true,
  }
}

function address(random: Random): Address {
  let drawn = random.whole(
    1,
    places.reduce((sum, { weight }) => sum + weight, 0),
  )
  const place = places.find(({ weight }) => (drawn -= weight) <= 0) ?? places[0]
  const house = `${random.whole(1, 189)}${random.percent(12) ? random.pick(['a', 'b', 'c']) : ''}`
  return {
    label: '',
    street: `${random.pick(place.streets)} ${house}`,
    addition: random.percent(4) ? 'Hinterhaus' : '',
    postcode: place.postcode,
    city: place.city,
    country: 'DE',
  }
}

/** Between 14 and 86 years old; one in four keeps the year to themselves, and one in sixty was born on 29 February. */
function birthday(random: Random, today: IsoDate): Birthday {
  const { year, month, day } = partsOf(addDays(today, -random.whole(14 * 366, 86 * 365)))
  const isLeapling = random.whole(1, 60) === 1
  const hidesYear = random.percent(25)
  return isLeapling ? { day: 29, month: 2, year: hidesYear ? null : 1988 } : { day, month, year: hidesYear ? null : year }
}
