import type { CustomerId, IsoDate, Phase, PhaseStepId } from '#contract'
import type { Db } from '../../database/open.ts'

interface StoredStep {
  stepId: PhaseStepId
  phase: Phase
  name: string
  position: number
  retiredOn: IsoDate | null
}
const COLUMNS = 'id as stepId, phase, name, position, retired_on as retiredOn'

/** All SQL about the owner's steps and who stands on them. */
export function phaseStepsRepository(db: Db) {
  const all = db.prepare<[], StoredStep>(`select ${COLUMNS} from phase_step order by position, id`)
  const insert = db.prepare<[number, Phase, string, number]>('insert into phase_step (id, phase, name, position) values (?, ?, ?, ?)')
  const rename = db.prepare<[string, PhaseStepId]>('update phase_step set name = ? where id = ?')
  const place = db.prepare<[number, PhaseStepId]>('update phase_step set position = ? where id = ?')
  const retire = db.prepare<[IsoDate, PhaseStepId]>('update phase_step set retired_on = ? where id = ?')
  const counts = db.prepare<[], { stepId: number; count: number }>(
    'select step_id as stepId, count(*) as count from customer_summary where step_id > 0 group by phase, step_id',
  )
  const stand = db.prepare<[number, CustomerId, PhaseStepId, IsoDate]>(
    `insert into customer_step (id, customer_id, step_id, since) values (?, ?, ?, ?)
     on conflict (customer_id) do update set step_id = excluded.step_id, since = excluded.since where step_id <> excluded.step_id`,
  )
  const leave = db.prepare<[CustomerId]>('delete from customer_step where customer_id = ?')
  const phaseOf = db.prepare<[CustomerId], Phase>('select phase from customer_summary where customer_id = ?').pluck()
  const standing = db.prepare<[CustomerId], { stepId: PhaseStepId; name: string; since: IsoDate }>(
    `select x.step_id as stepId, y.name, x.since from customer_step x
     join phase_step y on y.id = x.step_id and y.retired_on is null
     join customer_summary s on s.customer_id = x.customer_id and s.phase = y.phase where x.customer_id = ?`,
  )
  return {
    all: () => all.all(),
    insert: (id: number, phase: Phase, name: string, position: number) => void insert.run(id, phase, name, position),
    rename: (name: string, stepId: PhaseStepId) => void rename.run(name, stepId),
    place: (position: number, stepId: PhaseStepId) => void place.run(position, stepId),
    retire: (day: IsoDate, stepId: PhaseStepId) => void retire.run(day, stepId),
    counts: () => new Map(counts.all().map(({ stepId, count }) => [stepId, count])),
    stand: (id: number, customerId: CustomerId, stepId: PhaseStepId, day: IsoDate) => void stand.run(id, customerId, stepId, day),
    leave: (customerId: CustomerId) => void leave.run(customerId),
    phaseOf: (customerId: CustomerId) => phaseOf.get(customerId),
    standing: (customerId: CustomerId) => standing.get(customerId) ?? null,
  }
}
