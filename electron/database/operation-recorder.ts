import type { CustomerId, OperationId } from '#contract'
import type { Clock } from './clock.ts'
import type { NewId } from './ids.ts'
import { inTransaction } from './open.ts'
import type { Db } from './open.ts'

interface OperationStart {
  /** 'customers.create'; the renderer words the operation by it. */
  call: string
  kind?: 'do' | 'undo' | 'redo'
  undoesId?: OperationId
}
/** Brings derived tables up to date after an operation, in the same transaction. */
export type AfterOperation = (operationId: OperationId, call: string) => void

/** Runs writing work as operations: one transaction, one row in `operation`, every changed row in `change`. */
export interface OperationRecorder {
  /** Nested runs join the outer operation. An operation that changed nothing leaves no row and has id null. */
  run<T>(start: OperationStart, work: () => T): { value: T; operationId: OperationId | null }
  /** What the running operation is about, for its line in the list of changes. */
  describe(subject: { customerId?: CustomerId; count?: number }): void
  current(): OperationId | null
  afterOperation(hook: AfterOperation): void
}

export function operationRecorder(db: Db, clock: Clock, newId: NewId): OperationRecorder {
  const insert = db.prepare<[number, string, string, string, number | null]>(
    'insert into operation (id, call, kind, at, undoes_id) values (?, ?, ?, ?, ?)',
  )
  const setCurrent = db.prepare<[number | null]>('update current_operation set operation_id = ?')
  const changeCount = db.prepare<[number], number>('select count(*) from (select 1 from change where operation_id = ? limit 1)').pluck()
  const drop = db.prepare<[number]>('delete from operation where id = ?')
  const describe = db.prepare<[number | null, number, number]>('update operation set customer_id = ?, count = ? where id = ?')
  const hooks: AfterOperation[] = []
  let running: { id: OperationId; customerId: CustomerId | null; count: number } | null = null

  function run<T>(start: OperationStart, work: () => T): { value: T; operationId: OperationId | null } {
    if (running) return { value: inTransaction(db, work as () => never), operationId: running.id }
    const id = newId() as OperationId
    try {
      return inTransaction(db, () => {
        insert.run(id, start.call, start.kind ?? 'do', clock.now(), start.undoesId ?? null)
        setCurrent.run(id)
        running = { id, customerId: null, count: 0 }
        const value = work()
        const isEmpty = changeCount.get(id) === 0
        if (!isEmpty) for (const hook of hooks) hook(id, start.call)
        if (isEmpty) drop.run(id)
        else describe.run(running.customerId, running.count, id)
        setCurrent.run(null)
        newId.save()
        return { value, operationId: isEmpty ? null : id }
      })
    } finally {
      running = null
    }
  }
  return {
    run,
    describe(subject) {
      if (!running) return
      running.customerId = subject.customerId ?? running.customerId
      running.count = subject.count ?? running.count
    },
    current: () => running?.id ?? null,
    afterOperation: (hook) => void hooks.push(hook),
  }
}
