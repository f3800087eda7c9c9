import type { CustomerKind, IsoDate, Birthday } from '#contract'
import { AppError } from '../../database/app-error.ts'

/** A person needs a first or a last name, a firm its name. */
export function requireName(who: { kind: CustomerKind; firstName: string; lastName: string; firmName: string }): void {
  const isNamed = who.kind === 'firm' ? who.firmName !== '' : who.firstName !== '' || who.lastName !== ''
  if (!isNamed) throw new AppError('invalid', 'name-missing')
}

/** Refuses a birthday after `today`; one without a year can lie on any day. */
export function requirePastBirthday(birthday: Birthday | null, today: IsoDate): void {
  if (birthday?.year === undefined || birthday.year === null) return
  const two = (value: number) => String(value).padStart(2, '0')
  if (`${birthday.year}-${two(birthday.month)}-${two(birthday.day)}` > today) throw new AppError('invalid', 'birthday-in-future')
}

/** Trimmed, without empty ones, each once whatever its case; the first spelling stays. */
export function distinctTags(tags: readonly string[]): string[] {
  const seen = new Map<string, string>()
  for (const tag of tags) {
    const name = tag.trim().replace(/\s+/gu, ' ')
    if (name !== '' && !seen.has(name.toLowerCase())) seen.set(name.toLowerCase(), name)
  }
  return [...seen.values()]
}

/** Numbers of more digits come from other systems (an EAN, say) and do not lift the shop's own count. */
const LONGEST_COUNTED = 9

/** The value of a number that counts towards the next automatic one, or null. */
export function countedNumber(number: string): number | null {
  return /^\d+$/.test(number) && number.length <= LONGEST_COUNTED ? Number(number) : null
}

/** Up to 20 characters, no control characters; anything an owner has used so far. */
export function requireNumber(number: string): void {
  if (number === '' || number.length > 20 || /\p{Cc}/u.test(number)) throw new AppError('invalid', 'number-invalid', { number: number.slice(0, 40) })
}
