import type { Db } from '../../electron/database/open.ts'

const FIRST = [
  'Sabine',
  'Jörg',
  'Heike',
  'Uwe',
  'Ingrid',
  'Matthias',
  'Fatma',
  'Claus-Peter',
  'Silke',
  'Nele',
  'Bernd',
  'Anneliese',
  'Georg',
  'Svenja',
  'Karl',
  'Aylin',
  'Birgit',
  'Holger',
  'Dilara',
  'Volker',
]
const LAST = [
  'Müller',
  'Kern',
  'Brandt',
  'Schulze Lohoff',
  'Rüschkamp',
  'Vennemann',
  'Oeding',
  'Yıldız',
  'Ahlers',
  'Averkamp',
  'Hagemann',
  'Terhorst',
  'Krabbe',
  'Lütke Daldrup',
  'Eickholt',
  'Niemann',
  'Demir',
  'Sandmann',
  'Groß',
  'Weiß',
  'Schmidt',
  'Meier',
  'Mayer',
  'Mueller',
  'Becker',
  'Hoffmann',
  'Schäfer',
  'Koch',
  'Bauer',
  'Richter',
  'Klein',
  'Wolf',
  'Schröder',
  'Neumann',
  'Schwarz',
  'Zimmermann',
  'Krüger',
  'Hofmann',
  'Hartmann',
  'Lange',
]
const CITIES = ['Münster', 'Telgte', 'Greven', 'Havixbeck', 'Senden', 'Nottuln', 'Altenberge', 'Everswinkel', 'Hamm', 'Osnabrück']

/** A small generator with a fixed start, so that two runs measure the same data. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const pick = <T>(list: readonly T[], random: (below: number) => number) => list[random(list.length)]!
const isoDay = (daysAgo: number) => new Date(Date.UTC(2026, 2, 12) - daysAgo * 86_400_000).toISOString().slice(0, 10)

export interface Person {
  id: number
  number: string
  first: string
  last: string
  street: string
  postcode: string
  city: string
  phone: string
  normal: string
  email: string
  birthday: [day: number, month: number, year: number]
}

/** The invented customer number `index`. */
export function personAt(index: number, random: (below: number) => number): Person {
  // Endings make most surnames rare, as in a real file.
  const ending =
    random(3) === 0 ? '' : ['mann', 'berg', 'hoff', 'kamp', 'stein', 'ski'][random(6)]! + (random(2) === 0 ? '' : `-${pick(LAST, random)}`)
  const first = pick(FIRST, random)
  const last = pick(LAST, random) + ending
  const digits = String(1_000_000 + random(8_999_999))
  return {
    id: 1_000_000 + index * 16,
    number: String(10_001 + index),
    first,
    last,
    street: `Hauptstraße ${1 + random(199)}`,
    postcode: String(48_100 + random(900)),
    city: pick(CITIES, random),
    phone: `0251 ${digits}`,
    normal: `+49251${digits}`,
    email: `kunde${index}@example.de`,
    birthday: [1 + random(28), 1 + random(12), 1940 + random(65)],
  }
}

/** Fills an empty database with customers, a phone, an e-mail, an address each, and `purchases` purchases with points. */
export function buildShop(db: Db, customers: number, purchases: number): void {
  const random = seeded(7)
  const customer = db.prepare(
    "insert into customer (id, number, kind, salutation, first_name, last_name, birth_day, birth_month, birth_year, created_on, created_at, updated_at) values (?, ?, 'person', ?, ?, ?, ?, ?, ?, '2024-01-02', '2024-01-02T10:00:00.000Z', '2024-01-02T10:00:00.000Z')",
  )
  const detail = db.prepare('insert into contact_detail (id, customer_id, position, kind, value, normal) values (?, ?, ?, ?, ?, ?)')
  const address = db.prepare('insert into address (id, customer_id, position, street, postcode, city) values (?, ?, 0, ?, ?, ?)')
  const account = db.prepare("insert into loyalty_account (id, customer_id, opened_on) values (?, ?, '2024-01-02')")
  const purchase = db.prepare(
    "insert into purchase (id, customer_id, day, counts_on, total_cents, list_cents, receipt_no, created_at) values (?, ?, ?, ?, ?, ?, ?, '2026-03-12T10:00:00.000Z')",
  )
  const entry = db.prepare(
    "insert into point_entry (id, account_id, kind, points, day, purchase_id, base_cents, rate, expires_on, key, created_at) values (?, ?, 'EARN', ?, ?, ?, ?, 1, '2029-12-31', ?, '2026-03-12T10:00:00.000Z')",
  )
  db.transaction(() => {
    let next = 100_000_000
    for (let index = 0; index < customers; index++) {
      const person = personAt(index, random)
      customer.run(person.id, person.number, random(2) === 0 ? 'ms' : 'mr', person.first, person.last, ...person.birthday)
      detail.run(person.id + 1, person.id, 0, 'phone', person.phone, person.normal)
      detail.run(person.id + 2, person.id, 1, 'email', person.email, person.email)
      address.run(person.id + 3, person.id, person.street, person.postcode, person.city)
      account.run(person.id + 4, person.id)
      for (let n = 0; n < purchases; n++) {
        const cents = 150 + random(12_000)
        const day = isoDay(random(730))
        const id = next++
        purchase.run(id, person.id, day, day, cents, cents, String(id))
        if (cents >= 100) entry.run(id, person.id + 4, Math.floor(cents / 100), day, id, cents, `earn:${id}`)
      }
    }
  })()
  db.exec('analyze')
}
