import { ref, shallowRef, watch } from 'vue'
import type { Ref, ShallowRef } from 'vue'
import type { Failure } from '#contract'

/** Requests of one list that are on their way together. */
const AT_ONCE = 2
const COUNT_AFTER_MS = 150

export interface Paged<T> {
  total: Ref<number>
  /** False while `total` was counted only in part. */
  isExact: Ref<boolean>
  /** The row at a place, or undefined until it has arrived. */
  row(index: number): T | undefined
  /** Fetches what lies between two places, and a block ahead on either side. */
  ensure(from: number, to: number): void
  /** Reads again, keeping what is on show until the new rows are there. */
  reload(): Promise<void>
  /** True while the first rows of a query are on their way. */
  isLoading: Ref<boolean>
  failure: ShallowRef<Failure | null>
}

/**
 * A long list fetched in blocks: rows are there when they come into view, late answers of an older query are dropped, at most `maxBlocks` stay.
 * The query is watched deeply; a change reads from the start.
 */
export function usePaged<T, Q extends object>(
  query: Ref<Q>,
  /** `isTotalExact` false: there are more than were counted, and `count` says later how many. */
  load: (query: Q & { offset: number; limit: number }) => Promise<{ total: number; rows: T[]; isTotalExact?: boolean }>,
  { block = 100, maxBlocks = 60, count }: { block?: number; maxBlocks?: number; count?: (query: Q) => Promise<number> } = {},
): Paged<T> {
  const total = ref(0)
  const version = shallowRef(0)
  const isLoading = ref(false)
  const failure = shallowRef<Failure | null>(null)
  let blocks = new Map<number, T[] | null>()
  let generation = 0
  let seen: [number, number] = [0, 0]
  let underway = 0
  /** The exact total of the query of this generation, as soon as it was counted. */
  let counted: { generation: number; total: number } | null = null
  const isExact = ref(true)

  const page = (b: number) => load({ ...query.value, offset: b * block, limit: block })
  const fail = (error: unknown) => {
    failure.value =
      error instanceof Error && 'failure' in error ? (error.failure as Failure) : { code: 'unexpected', reason: 'unexpected', detail: {} }
  }

  /** Counts the rest once the first rows stand; until then the list ends where the quick count ended. */
  async function countOn(mine: number): Promise<void> {
    // Whoever goes on typing does not wait for a count that nobody reads.
    await new Promise((resolve) => setTimeout(resolve, COUNT_AFTER_MS))
    if (!count || mine !== generation) return
    try {
      const exact = await count(query.value)
      if (mine !== generation) return
      counted = { generation: mine, total: exact }
      total.value = exact
      isExact.value = true
    } catch (error) {
      if (mine === generation) fail(error)
    }
  }
  /** What was counted only in part makes a list no shorter than it is known to be. */
  function take({ total: found, isTotalExact = true }: { total: number; isTotalExact?: boolean }): void {
    const isCounted = counted?.generation === generation
    if (isTotalExact || !isCounted) total.value = isTotalExact ? found : Math.max(total.value, found)
    isExact.value = isTotalExact || isCounted
  }

  /** What is on show and a block on either side, the visible ones first. */
  function wanted(): number | undefined {
    const last = Math.ceil(total.value / block) - 1
    for (let b = Math.max(0, seen[0]); b <= Math.min(last, seen[1]); b++) if (!blocks.has(b)) return b
    return [seen[1] + 1, seen[0] - 1].find((b) => b >= 0 && b <= last && !blocks.has(b))
  }
  // Few requests at once, and each time for what is on show then: blocks that were only scrolled past are never fetched.
  function fetchWanted(): void {
    for (let b = wanted(); b !== undefined && underway < AT_ONCE; b = wanted()) void need(b)
  }
  async function need(b: number): Promise<void> {
    blocks.set(b, null)
    underway++
    const mine = generation
    let hasFailed = false
    try {
      const found = await page(b)
      if (mine !== generation) return
      blocks.set(b, found.rows)
      take(found)
      forgetFar(b)
      // What arrives ahead of the view needs no drawing.
      if (b >= seen[0] && b <= seen[1]) version.value++
    } catch (error) {
      if (mine !== generation) return
      blocks.delete(b) // so that scrolling there again asks again
      hasFailed = true
      fail(error)
    } finally {
      underway--
      if (!hasFailed) fetchWanted()
    }
  }
  function forgetFar(near: number): void {
    if (blocks.size <= maxBlocks) return
    const far = [...blocks.keys()].reduce((a, b) => (Math.abs(b - near) > Math.abs(a - near) ? b : a), near)
    blocks.delete(far)
  }
  async function read(from: number, to: number, isSame: boolean): Promise<void> {
    const mine = ++generation
    isLoading.value = true
    const wanted = Array.from({ length: to - from + 1 }, (_, i) => from + i)
    try {
      const pages = await Promise.all(wanted.map(page))
      if (mine !== generation) return
      failure.value = null
      blocks = new Map(wanted.map((b, i) => [b, pages[i]?.rows ?? []]))
      if (!isSame) total.value = 0
      take(pages[0] ?? { total: 0 })
      version.value++
      fetchWanted()
      if (!isExact.value) void countOn(mine)
    } catch (error) {
      if (mine === generation) fail(error)
    } finally {
      if (mine === generation) isLoading.value = false
    }
  }

  watch(query, () => read(0, 0, false), { deep: true, immediate: true })
  return {
    total,
    isExact,
    isLoading,
    failure,
    row(index) {
      void version.value
      return blocks.get(Math.floor(index / block))?.[index % block]
    },
    ensure(from, to) {
      seen = [Math.floor(from / block), Math.floor(to / block)]
      fetchWanted()
    },
    reload: () => read(seen[0], seen[1], true),
  }
}
