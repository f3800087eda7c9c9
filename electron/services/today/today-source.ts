import type { ContactChannel, CustomerId, IsoDate, TaskId, TodayEntry, TodayKind, TodayWhy } from '#contract'

/** What a part has for the owner to do on a day. */
export interface DueRow {
  kind: TodayKind
  /** Makes the key together with the kind: the id of the task, the customer, the subject. */
  subject: string | number
  customerId: CustomerId | null
  displayName: string | null
  title: string
  why: TodayWhy
  minutes: number
  channel: ContactChannel | null
  overdueDays: number
  level?: TodayEntry['level']
  taskId?: TaskId
}
/** One entry that is finished, as the day's list was told. */
export interface Finished {
  subject: string
  customerId: CustomerId | null
  title: string
  channel: ContactChannel | null
  minutes: number
  note: string
}
export interface TodaySource {
  kinds: readonly TodayKind[]
  dueOn(day: IsoDate, limit: number): DueRow[] | Promise<DueRow[]>
  /** What finishing an entry means to the part it comes from; runs inside the operation. */
  finish?(entry: Finished): void
  putOff?(subject: string, until: IsoDate, reason: string): void
  /** Days for which a finished entry rests where its part does not know by itself that it is finished. */
  restDays?: number
}
