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
  /** Leaves nothing in the memory of changes, so it cannot be undone: what fills or erases by the hundred. */
  isForgotten?: boolean
}
/** Brings derived tables up to date after an operation, in the same transaction. */
export type AfterOperation = (operationId: OperationId, call: string) => void

/** Runs writing work as operations: one transaction, one row in `operation`, every changed row in `change`. */
export interface OperationRecorder {
  /** Nested runs join the outer operation. An operation that changed nothing leaves no row and has id null. */
  run<T>(start: OperationStart, work: () => T): { value: T; operationId: OperationId | null }
  /** Removes from the memory what earlier operations did with these customers, and the operations of which nothing remains. */
  erase(customerIds: readonly CustomerId[]): void
  /** What the running operation is about, for its line in the list of changes. */
  describe(subject: { customerId?: CustomerId; count?: number }): void
  current(): OperationId | null
  /** Work inside the operation that leaves nothing in the memory of changes, because it follows from other rows by itself. */
  aside(work: () => void): void
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
  const operationsOf = db
    .prepare<[number], number>(
      'select distinct operation_id from change where customer_id = ? and operation_id <> (select operation_id from current_operation)',
    )
    .pluck()
  const eraseChanges = db.prepare<[number, number]>('delete from change where customer_id = ? and operation_id = ?')
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
        const isKept = !isEmpty && !start.isForgotten
        if (!isKept) drop.run(id)
        else describe.run(running.customerId, running.count, id)
        setCurrent.run(null)
        newId.save()
        return { value, operationId: isKept ? id : null }
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
    erase(customerIds) {
      const touched = new Set<number>()
      for (const customerId of customerIds)
        for (const operationId of operationsOf.all(customerId)) {
          eraseChanges.run(customerId, operationId)
          touched.add(operationId)
        }
      for (const operationId of touched) if (changeCount.get(operationId) === 0) drop.run(operationId)
    },
    current: () => running?.id ?? null,
    aside(work) {
      setCurrent.run(null)
      work()
      setCurrent.run(running?.id ?? null)
    },
    afterOperation: (hook) => void hooks.push(hook),
  }
}
