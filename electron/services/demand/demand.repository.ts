import { dayNumber, dayOfNumber } from '#contract'
import type { ArticleId, CustomerId, DemandId, IsoDate, Timestamp } from '#contract'
import { insertQueue } from '../../database/insert-queue.ts'
import type { Db } from '../../database/open.ts'
import { untilChanged } from '../customers/until-changed.ts'
import { bordersOf } from './demand.rules.ts'
import type { Bought, Need, OwnWord } from './demand.rules.ts'

export interface StoredWord {
  id: DemandId
  customerId: CustomerId
  groupId: number | null
  articleId: number | null
  text: string
  intervalDays: number | null
  lastOn: IsoDate | null
  quantityMilli: number
  mutedUntil: IsoDate | null
  endedOn: IsoDate | null
}
export interface DueRecord {
  customerId: CustomerId
  subject: string
  articleId: ArticleId | null
  demandId: DemandId | null
  source: Need['source']
  lastDay: number
  days: number
  dueDay: number
  overdueDay: number
  mutedDay: number | null
}
type KeptNeed = Need & { customerId: CustomerId; pausedDay: number | null }
/** What a customer needs, as it is kept. */
export interface NeedsOf {
  customerId: CustomerId
  needs: readonly Need[]
  pausedDay: number | null
}
const needColumns = ['subject', 'articleId', 'demandId', 'source', 'lastDay', 'days', 'mutedDay'] as const satisfies readonly (keyof Need)[]
/** Borders follow from these. */
const isKept = (kept: KeptNeed, need: Need, pausedDay: number | null) =>
  kept.pausedDay === pausedDay && needColumns.every((column) => kept[column] === need[column])
interface Wanted {
  customerId: CustomerId
  pausedUntil: IsoDate | null
  noScoring: number
}
/** What a customer's receipts came to by day, in order, and what stands on them. Days are numbers. */
export interface Receipts {
  amounts: { day: number; cents: number }[]
  bought: Bought[]
}
type Sold = Pick<Bought, 'groupId' | 'demandDays'> & { isStockable: number }

const WORD = `select id, customer_id as customerId, group_id as groupId, article_id as articleId, text, interval_days as intervalDays, last_on as lastOn,
  quantity_milli as quantityMilli, muted_until as mutedUntil, ended_on as endedOn from demand`
const DUE = `select d.customer_id as customerId, d.subject, d.article_id as articleId, d.demand_id as demandId, d.source, d.last_day as lastDay,
  d.days, d.due_day as dueDay, d.overdue_day as overdueDay, d.muted_day as mutedDay from customer_demand d`
/** By the index of due days. */
export const dueSql = (isCount: boolean) =>
  `${isCount ? 'select count(*) from customer_demand d' : DUE}
   where d.due_day between @from and @until and d.overdue_day between @overdueFrom and @overdueUntil
     and coalesce(d.muted_day, 0) < @today and coalesce(d.paused_day, 0) < @today
   ${isCount ? '' : 'order by d.due_day, d.customer_id, d.subject limit @limit offset @offset'}`

/** All SQL about needs: the owner's words, what is computed of them, and the lines of receipts, which are only read. */
export function demandRepository(db: Db) {
  // By the index of customers, so each one's days come in their order, and the lines of a receipt one after the other.
  const receipts = db
    .prepare<[{ ids: string; day: IsoDate }], [CustomerId, IsoDate, number, number, number | null, number]>(
      `select p.customer_id, p.counts_on, p.id, p.total_cents, l.article_id, l.quantity_milli
       from json_each(@ids) i cross join purchase p on p.customer_id = i.value left join purchase_line l on l.purchase_id = p.id
       where p.voided_at is null and p.counts_on <= @day`,
    )
    .raw()
  const sold = db.prepare<[number], Sold>(
    `select a.group_id as groupId, coalesce(a.demand_days, g.demand_days) as demandDays, a.is_stockable as isStockable
     from article a left join article_group g on g.id = a.group_id where a.id = ? and a.is_voucher = 0`,
  )
  const words = db.prepare<[string], StoredWord>(`${WORD} where customer_id in (select value from json_each(?))`)
  const word = db.prepare<[number], StoredWord>(`${WORD} where id = ?`)
  const article = db.prepare<[number], { groupId: number | null; name: string }>('select group_id as groupId, name from article where id = ?')
  const groupName = db.prepare<[number], string>('select name from article_group where id = ?').pluck()
  const insert = db.prepare<[StoredWord & { createdAt: Timestamp }]>(
    `insert into demand (id, customer_id, group_id, article_id, text, interval_days, last_on, quantity_milli, muted_until, ended_on, created_at)
     values (@id, @customerId, @groupId, @articleId, @text, @intervalDays, @lastOn, @quantityMilli, @mutedUntil, @endedOn, @createdAt)`,
  )
  const update = db.prepare<[StoredWord]>(
    `update demand set group_id = @groupId, article_id = @articleId, text = @text, interval_days = @intervalDays, last_on = @lastOn,
       quantity_milli = @quantityMilli, muted_until = @mutedUntil, ended_on = @endedOn where id = @id and customer_id = @customerId`,
  )
  const forget = db.prepare<[number]>('delete from customer_demand where customer_id = ?')
  const kept = db.prepare<[string], KeptNeed>(
    `select customer_id as customerId, subject, article_id as articleId, demand_id as demandId, source, last_day as lastDay, days,
       muted_day as mutedDay, paused_day as pausedDay
     from json_each(?) i cross join customer_demand on customer_id = i.value`,
  )
  const added = insertQueue(
    db,
    `insert into customer_demand (customer_id, subject, article_id, demand_id, source, last_day, days, due_day, overdue_day, double_day, muted_day,
       paused_day)`,
    12,
  )
  const due = db.prepare<[Record<string, number>], DueRecord>(dueSql(false))
  const dueCount = db.prepare<[Record<string, number>], number>(dueSql(true)).pluck()

  const WANTED = 'select c.id as customerId, s.paused_until as pausedUntil, coalesce(s.no_scoring, 0) as noScoring'
  const wanted = db.prepare<[], Wanted>(
    `${WANTED} from customer c left join care_setting s on s.customer_id = c.id
     where c.deleted_at is null and coalesce(s.is_blocked, 0) = 0 order by c.id`,
  )
  const isOut = db.prepare<[number], number>('select max(is_blocked, no_scoring) from care_setting where customer_id = ?').pluck()
  const unscored = db.prepare<[string], Wanted>(
    `${WANTED} from json_each(?) i cross join care_setting s on s.customer_id = i.value cross join customer c on c.id = s.customer_id
     where s.no_scoring = 1 and s.is_blocked = 0 and c.deleted_at is null`,
  )

  const counted = untilChanged(db)
  return {
    /** What each of these customers bought up to a day, by article and day, and what it came to. */
    bought(ids: readonly CustomerId[], day: IsoDate): Map<CustomerId, Receipts> {
      const found = new Map<CustomerId, Receipts>()
      const articles = new Map<number, Sold | undefined>()
      let lastId = 0
      for (const [customerId, on, id, cents, articleId, quantityMilli] of receipts.iterate({ ids: JSON.stringify(ids), day })) {
        let own = found.get(customerId)
        if (!own) found.set(customerId, (own = { amounts: [], bought: [] }))
        const boughtOn = dayNumber(on)
        if (id !== lastId) {
          const last = own.amounts.at(-1)
          if (last?.day === boughtOn) last.cents += cents
          else own.amounts.push({ day: boughtOn, cents })
        }
        lastId = id
        if (articleId === null) continue
        if (!articles.has(articleId)) articles.set(articleId, sold.get(articleId))
        const article = articles.get(articleId)
        if (!article) continue
        const { groupId, demandDays, isStockable } = article
        own.bought.push({ day: boughtOn, articleId, groupId, quantityMilli, demandDays, isStockable: isStockable === 1 })
      }
      return found
    },
    isJudged: (customerId: CustomerId) => isOut.get(customerId) !== 1,
    /** Who is live and not blocked. */
    wanted: () => wanted.all(),
    /** Of these, who is but does not want to be judged. */
    unscored: (ids: readonly CustomerId[]) => unscored.all(JSON.stringify(ids)),
    words: (ids: readonly CustomerId[]) => Map.groupBy(words.all(JSON.stringify(ids)), ({ customerId }) => customerId),
    word: (id: DemandId) => word.get(id),
    article: (id: number) => article.get(id),
    groupName: (id: number) => groupName.get(id) ?? '',
    insert: (stored: StoredWord, createdAt: Timestamp) => void insert.run({ ...stored, createdAt }),
    update: (stored: StoredWord) => void update.run(stored),
    store(all: readonly NeedsOf[]): void {
      const known = Map.groupBy(kept.all(JSON.stringify(all.map(({ customerId }) => customerId))), ({ customerId }) => customerId)
      for (const { customerId, needs, pausedDay } of all) {
        const before = known.get(customerId) ?? []
        if (before.length === needs.length && needs.every((need) => before.some((one) => isKept(one, need, pausedDay)))) continue
        if (before.length > 0) forget.run(customerId)
        for (const need of needs) {
          const { subject, articleId, demandId, source, lastDay, days, mutedDay } = need
          const { dueDay, overdueDay, doubleDay } = bordersOf(need)
          added.add(customerId, subject, articleId, demandId, source, lastDay, days, dueDay, overdueDay, doubleDay, mutedDay, pausedDay)
        }
      }
      added.flush()
    },
    due: (range: Record<string, number>) => due.all(range),
    /** Asked for with every page. */
    dueCount: ({ limit: _limit, offset: _offset, ...range }: Record<string, number>) =>
      counted(JSON.stringify(range), () => dueCount.get(range) ?? 0),
  }
}

export const ruleWord = ({ lastOn, mutedUntil, endedOn, ...word }: StoredWord): OwnWord => ({
  ...word,
  lastDay: lastOn && dayNumber(lastOn),
  mutedDay: mutedUntil && dayNumber(mutedUntil),
  endedDay: endedOn && dayNumber(endedOn),
})
export const dayOrNull = (day: number | null): IsoDate | null => (day === null ? null : dayOfNumber(day))
