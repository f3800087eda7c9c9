import type { IsoDate } from '#contract'

/** The day on this computer's calendar; what a form offers before the backend, which alone decides, has a say. */
export function dayToday(): IsoDate {
  const now = new Date()
  const two = (n: number) => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}` as IsoDate
}
