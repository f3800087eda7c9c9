import type { AccountId, IsoDate, OperationId } from '#contract'
import type { ServiceBase } from '../service-base.ts'
import type { Ledger } from './ledger.ts'

/** So many accounts are looked at while the file opens; more are left to a thread of their own. */
const AT_ONCE = 2000

/** The end of points: at the start of each day, and after whatever changed an account. */
export function expiry({ db, clock, recorder, ledger }: Pick<ServiceBase, 'db' | 'clock' | 'recorder'> & { ledger: Ledger }) {
  const through = db.prepare<[], IsoDate | null>('select expired_through from point_mark').pluck()
  const setThrough = db.prepare<[IsoDate]>('update point_mark set expired_through = ?')
  const ending = db
    .prepare<{ from: IsoDate | ''; today: IsoDate; limit: number }, AccountId>(
      `select account_id from (
         select account_id from point_entry where expires_on >= @from and expires_on < @today
         union select account_id from point_entry where kind = 'EXPIRE' and day > @today)
       limit @limit`,
    )
    .pluck()
  const touched = db
    .prepare<{ operationId: OperationId; today: IsoDate }, AccountId>(
      `select distinct e.account_id from change c cross join point_entry e on e.id = c.row_id
       where c.operation_id = @operationId and c.table_name = 'point_entry'
         and exists (select 1 from point_entry x where x.account_id = e.account_id and x.expires_on < @today)`,
    )
    .pluck()
  const accounts = (limit: number) => ending.all({ from: through.get() ?? '', today: clock.today(), limit })

  /** Lets everything end that ended up to yesterday, and takes back what a clock that ran ahead let end. */
  function endAll(): void {
    const today = clock.today()
    if (through.get() === today) return
    recorder.run({ call: 'loyalty.end', isForgotten: true }, () => {
      for (const accountId of accounts(-1)) ledger.endOn(accountId, today)
      setThrough.run(today)
    })
  }
  return {
    endAll,
    startDay(): void {
      if (accounts(AT_ONCE + 1).length <= AT_ONCE) endAll()
    },
    isBehind: () => through.get() !== clock.today(),
    /** What changed in an account may change what of it has ended. */
    afterOperation(operationId: OperationId): void {
      const found = touched.all({ operationId, today: clock.today() })
      if (found.length > 0) recorder.aside(() => found.forEach((accountId) => ledger.endOn(accountId, clock.today())))
    },
  }
}
