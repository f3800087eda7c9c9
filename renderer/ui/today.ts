import type { IsoDate } from '#contract'

let standing: IsoDate | null = null

/** Makes the calendar stand on a day, as the app was told on its command line. */
export function standOn(day: string | null | undefined): void {
  standing = (day ?? null) as IsoDate | null
}

/** The day on this computer's calendar; what a form offers before the backend, which alone decides, has a say. */
export function dayToday(): IsoDate {
  if (standing !== null) return standing
  return dayOnCalendar(new Date())
}

/** The calendar day of a moment on this computer. */
export function dayOnCalendar(moment: Date): IsoDate {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}` as IsoDate
}
