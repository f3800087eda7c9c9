import {
  ADDRESS_FORMS,
  birthdayCode,
  codeOf,
  COLUMN_NAMES,
  dayCode,
  KINDS,
  makeColumns,
  PHASES,
  postcodeCode,
  SALUTATIONS,
  textCodes,
} from './fact-columns.ts'
import type { Columns, FactRow, TextCodes } from './fact-columns.ts'

/** The facts of all customers, each under its slot. Slots rise with the customers' ids. */
export interface Facts {
  readonly size: number
  readonly ids: Float64Array
  /** 0: the customer is in the bin or gone. */
  readonly live: Uint8Array
  readonly columns: Columns
  readonly cities: TextCodes
  readonly sources: TextCodes
  readonly letters: TextCodes
  /** By code of a town: what it is sorted by. */
  readonly citySorts: readonly string[]
  /** The slot of a customer, or -1. */
  slotOf(id: number): number
  /** Writes a customer's facts; false when the customer is older than the last and has no slot, so that all must be read anew. */
  put(row: FactRow): boolean
  drop(id: number): void
}

export function makeFacts(expected: number): Facts {
  let room = Math.max(1024, Math.ceil(expected * 1.05))
  let size = 0
  let ids = new Float64Array(room)
  let live = new Uint8Array(room)
  let columns = makeColumns(room)
  const [cities, sources, letters] = [textCodes(), textCodes(), textCodes()]
  const citySorts: string[] = []
  const days = new Map<string | null, number>([[null, 0]])
  /** The same few thousand days again and again. */
  function day(text: string | null): number {
    let code = days.get(text)
    if (code === undefined) days.set(text, (code = dayCode(text)))
    return code
  }

  function grow(): void {
    room = Math.ceil(room * 1.5)
    const [oldIds, oldLive, old] = [ids, live, columns]
    ids = new Float64Array(room)
    ids.set(oldIds)
    live = new Uint8Array(room)
    live.set(oldLive)
    columns = makeColumns(room)
    for (const name of COLUMN_NAMES) columns[name].set(old[name])
  }
  function slotOf(id: number): number {
    let low = 0
    let high = size - 1
    while (low <= high) {
      const middle = (low + high) >>> 1
      const found = ids[middle]!
      if (found === id) return middle
      if (found < id) low = middle + 1
      else high = middle - 1
    }
    return -1
  }
  function slotFor(id: number): number {
    if (size > 0 && id <= ids[size - 1]!) return slotOf(id)
    if (size === room) grow()
    ids[size] = id
    return size++
  }

  function put(row: FactRow): boolean {
    const slot = slotFor(row[0])
    if (slot < 0) return false
    live[slot] = 1
    columns.phase[slot] = PHASES.indexOf(row[1])
    columns.phaseSince[slot] = day(row[2])
    columns.purchaseDays[slot] = row[3]
    columns.purchaseDays24[slot] = row[4]
    columns.firstDay[slot] = day(row[5])
    columns.lastDay[slot] = day(row[6])
    columns.net12[slot] = row[7]
    columns.total[slot] = row[8]
    columns.points[slot] = row[9]
    columns.card[slot] = row[10]
    columns.email[slot] = row[11]
    columns.phone[slot] = row[12]
    const { birthday, birthYear } = birthdayCode(row[13])
    columns.birthday[slot] = birthday
    columns.birthYear[slot] = birthYear
    columns.createdOn[slot] = day(row[14])
    const city = codeOf(cities, row[15])
    citySorts[city] = row[16]
    columns.city[slot] = city
    columns.postcode[slot] = postcodeCode(row[17])
    columns.letter[slot] = codeOf(letters, row[18].toUpperCase())
    columns.tagged[slot] = row[19]
    columns.kind[slot] = KINDS.indexOf(row[20])
    columns.salutation[slot] = SALUTATIONS.indexOf(row[21])
    columns.addressForm[slot] = ADDRESS_FORMS.indexOf(row[22])
    columns.source[slot] = codeOf(sources, row[23])
    columns.sample[slot] = row[24]
    columns.windowEnds[slot] = day(row[25])
    return true
  }
  return {
    get size() {
      return size
    },
    get ids() {
      return ids
    },
    get live() {
      return live
    },
    get columns() {
      return columns
    },
    cities,
    sources,
    letters,
    citySorts,
    slotOf,
    put,
    drop(id) {
      const slot = slotOf(id)
      if (slot >= 0) live[slot] = 0
    },
  }
}
