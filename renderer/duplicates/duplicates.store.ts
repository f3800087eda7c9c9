import { computed, shallowRef } from 'vue'
import type { CustomerId, DuplicatePair, DuplicateReason, DuplicateSide, Job, Output, Result, Timestamp } from '#contract'
import { call, onDataChanged, runJob, write } from '../api.ts'
import type { JobRun } from '../api.ts'
import { showToast } from '../ui/toast-queue.ts'
import { useTask } from '../ui/use-task.ts'
import { tt } from '../words.ts'

export type DuplicateTab = 'proposed' | 'related' | 'dismissed'
/** A line of the list; `at` only where the owner has told two apart. */
export interface ShownPair {
  a: DuplicateSide
  b: DuplicateSide
  band: DuplicatePair['band'] | null
  score: number
  reasons: DuplicateReason[]
  at: Timestamp | null
}
const BLOCK = 100
export const pairKey = ({ a, b }: Pick<ShownPair, 'a' | 'b'>) => `${a.id}-${b.id}`

/** What the review screen shows: the state of the last scan and one of the three lists, read again whenever the data changes. */
export function useDuplicates() {
  const status = shallowRef<Output<'duplicates.status'> | null>(null)
  const tab = shallowRef<DuplicateTab>('proposed')
  const pairs = shallowRef<ShownPair[]>([])
  const total = shallowRef(0)
  const isRead = shallowRef(false)

  async function page(offset: number, limit: number): Promise<{ rows: ShownPair[]; total: number }> {
    if (tab.value === 'dismissed') {
      const answer = await call('duplicates.dismissed', { offset, limit })
      return { total: answer.total, rows: answer.rows.map((row) => ({ ...row, band: null, score: 0, reasons: [] })) }
    }
    const answer = await call('duplicates.list', { kind: tab.value, offset, limit })
    return { total: answer.total, rows: answer.rows.map((row) => ({ ...row, at: null })) }
  }
  const read = useTask(async () => {
    const shown = tab.value
    const [now, first] = await Promise.all([call('duplicates.status', {}), page(0, Math.min(1000, Math.max(BLOCK, pairs.value.length)))])
    if (shown !== tab.value) return
    status.value = now
    pairs.value = first.rows
    total.value = first.total
    isRead.value = true
  })
  const more = useTask(async () => {
    const shown = tab.value
    const next = await page(pairs.value.length, BLOCK)
    if (shown === tab.value) pairs.value = [...pairs.value, ...next.rows]
  })
  onDataChanged(['duplicates', 'customers', 'operations', 'purchases'], () => void read.run())
  void read.run()

  const progress = shallowRef<Extract<Job, { state: 'running' }> | null>(null)
  let running: JobRun<Result<'duplicates.scan'>> | null = null
  const scan = useTask(async () => {
    running = runJob('duplicates.scan', {}, (job) => (progress.value = job))
    try {
      const { pairs: found } = await running.result
      showToast({ text: tt('duplicates.found', { count: found }) })
      await read.run()
    } finally {
      running = null
      progress.value = null
    }
  })

  const two = ({ a, b }: ShownPair) => ({ aId: a.id as CustomerId, bId: b.id as CustomerId })
  const names = ({ a, b }: ShownPair) => ({ a: a.displayName, b: b.displayName })
  const dismiss = useTask((pair: ShownPair) => write('duplicates.dismiss', two(pair), { toast: tt('duplicates.dismissed', names(pair)) }))
  const reconsider = useTask((pair: ShownPair) => write('duplicates.reconsider', two(pair), { toast: tt('duplicates.reconsidered', names(pair)) }))

  return {
    status,
    tab,
    pairs,
    total,
    isRead,
    read,
    more,
    scan: { start: () => (scan.isBusy.value ? undefined : scan.run()), cancel: () => running?.cancel(), progress, isBusy: scan.isBusy },
    dismiss,
    reconsider,
    failure: computed(() => scan.failure.value ?? dismiss.failure.value ?? reconsider.failure.value),
    show(next: DuplicateTab) {
      tab.value = next
      pairs.value = []
      total.value = 0
      isRead.value = false
      void read.run()
    },
  }
}
