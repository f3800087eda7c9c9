import type { IsoDate, Settings } from '#contract'
import type { ServiceBase } from '../service-base.ts'
import type { Programme } from './loyalty.rules.ts'

export interface ProgrammeVersion extends Programme {
  since: IsoDate
}
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'newId'> {
  settings: { read(): Pick<Settings, keyof Programme> }
}
const KEYS = ['pointsPerEuro', 'pointYears', 'pointWorth', 'pointMinimum', 'pointPendingDays'] as const satisfies readonly (keyof Programme)[]
const COLUMNS = `points_per_euro as pointsPerEuro, point_years as pointYears, point_worth as pointWorth, point_minimum as pointMinimum,
  point_pending_days as pointPendingDays`

/** What points give and promise, as the owner set it, and since when. Points keep what held when they were earned. */
export function programmeOf({ db, clock, newId, settings }: Deps) {
  const versions = db.prepare<[], ProgrammeVersion>(`select since, ${COLUMNS} from programme_version order by id desc`)
  const last = db.prepare<[], ProgrammeVersion & { id: number }>(`select id, since, ${COLUMNS} from programme_version order by id desc limit 1`)
  const insert = db.prepare<[Record<string, unknown>]>(
    `insert into programme_version (id, since, points_per_euro, point_years, point_worth, point_minimum, point_pending_days)
     values (@id, @since, @pointsPerEuro, @pointYears, @pointWorth, @pointMinimum, @pointPendingDays)`,
  )
  const remove = db.prepare<[number]>('delete from programme_version where id = ?')

  function now(): Programme {
    const { pointsPerEuro, pointYears, pointWorth, pointMinimum, pointPendingDays } = settings.read()
    return { pointsPerEuro, pointYears, pointWorth, pointMinimum, pointPendingDays }
  }
  const isSame = (a: Programme, b: Programme) => KEYS.every((key) => a[key] === b[key])

  return {
    now,
    versions: () => versions.all(),
    /** Writes down what holds now where it differs from what held last; of one day only the last word counts. */
    follow(): void {
      const current = now()
      const before = last.get()
      if (before && isSame(current, before)) return
      if (before?.since === clock.today()) remove.run(before.id)
      const earlier = last.get()
      if (!earlier || !isSame(current, earlier)) insert.run({ id: newId(), since: clock.today(), ...current })
    },
  }
}
