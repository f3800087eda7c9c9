/** Phases as domain.md §2 puts them, as slowly and as plainly as can be: nothing here is shared with the app. */
export interface Receipt {
  id: number
  /** Whose it is now; a merge changes it. */
  owner: number
  isReturn: boolean
  /** The receipt that a return takes from, where it is known. */
  returns: number | null
  /** Days since 1970. */
  day: number
  /** The day it counts on: a return's is that of what it returns. */
  countsOn: number
  cents: number
  demandDays: number
  isVoided: boolean
}
export const dayText = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)
export const dayNumber = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000

/** The same day so many months earlier, or the last of that month. */
function monthsBefore(day: number, months: number): number {
  const date = new Date(day * 86_400_000)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() - months]
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / 86_400_000
}

/** Where somebody with these receipts stands at the end of a day. */
export function standingAt(receipts: readonly Receipt[], today: number) {
  const known = receipts.filter((receipt) => !receipt.isVoided && receipt.day <= today && receipt.countsOn <= today)
  const purchaseDays: number[] = []
  for (let day = Math.min(today, ...known.map((receipt) => receipt.countsOn)); day <= today; day++) {
    let net = 0
    for (const receipt of known) if (receipt.countsOn === day) net += receipt.cents
    if (net > 0) purchaseDays.push(day)
  }
  const windowFrom = (day: number) => {
    let longest = 0
    for (const receipt of known) if (receipt.countsOn === day && !receipt.isReturn) longest = Math.max(longest, receipt.demandDays)
    return day + Math.max(60, Math.ceil(longest * 1.5))
  }
  const n = purchaseDays.length
  const within24 = purchaseDays.filter((day) => day > monthsBefore(today, 24)).length
  return {
    phase: n === 0 ? 'first-contact' : n === 1 ? 'after-purchase' : 'repurchase',
    isBound: n >= 2,
    isRegular: within24 >= 4,
    purchaseDays: n,
    within24,
    first: n >= 1 ? dayText(purchaseDays[0]!) : null,
    second: n >= 2 ? dayText(purchaseDays[1]!) : null,
    last: n >= 1 ? dayText(purchaseDays[n - 1]!) : null,
    windowEnds: n === 1 ? dayText(windowFrom(purchaseDays[0]!)) : null,
    isMissed: n === 1 && today > windowFrom(purchaseDays[0]!),
    openWindows: purchaseDays.filter((day) => windowFrom(day) >= today).map((day) => ({ day: dayText(day), ends: dayText(windowFrom(day)) })),
    net12: known.filter(({ countsOn }) => countsOn > monthsBefore(today, 12)).reduce((sum, { cents }) => sum + cents, 0),
    total: known.reduce((sum, { cents }) => sum + cents, 0),
  }
}
