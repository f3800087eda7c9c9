import type { CustomerId, TimelineEntry, TimelineKind } from '#contract'
import type { Db } from '../../database/open.ts'
import { fold } from './folding.rules.ts'

type Row = Omit<TimelineEntry, 'detail'> & { detail: string }

/** A customer and whoever was merged into him: a row of an import goes on speaking of the one whom it made. */
const ALL_OF_HIM = '(select @id union all select m.id from customer m where m.merged_into_id = @id)'

/** Everything that happened with one customer, read widely across capabilities. Points of a purchase stand with the purchase. */
const ENTRIES = `
  select 'purchase-' || p.id as key, 'purchase' as kind, p.day, p.created_at as at, p.id as id, p.note || ' ' || p.receipt_no as words
    from purchase p where p.customer_id = @id and p.voided_at is null
  union all
  select 'contact-' || t.id, 'contact', t.day, t.created_at, t.id, t.topic || ' ' || t.text || ' ' || t.next_step
    from contact t where t.customer_id = @id
  union all
  select 'phase-' || h.id, 'phase', h.day, h.at, h.id, '' from phase_change h where h.customer_id = @id and h.from_phase is not null
  union all
  select 'points-' || e.id, 'points', e.day, e.created_at, e.id, coalesce(e.reason, '')
    from loyalty_account l join point_entry e on e.account_id = l.id
    where l.customer_id = @id and e.kind not in ('EARN', 'REV_EARN')
  union all
  select 'card-' || k.id, 'card', k.issued_on, k.issued_on || 'T00:00:00.000Z', k.id, k.number
    from loyalty_account l join card k on k.account_id = l.id where l.customer_id = @id
  union all
  select 'imported-' || r.import_id, 'imported', substr(i.at, 1, 10), i.at, i.id, i.file_name
    from import_row r join import_run i on i.id = r.import_id
    where r.customer_id in ${ALL_OF_HIM} and r.action in ('created', 'updated') and i.undone_at is null
  union all
  select 'created-' || c.id, 'created', c.created_on, c.created_at, c.id, c.source from customer c where c.id = @id`

/** What the lines of one page say, read for these only. */
const DETAIL = `case kind
  when 'purchase' then (
    select json_object('purchaseId', p.id, 'totalCents', p.total_cents, 'receiptNo', p.receipt_no, 'note', p.note, 'kind', p.kind,
      'boughtOn', iif(p.returns_id is null, null, p.counts_on),
      'goods', coalesce((select group_concat(name, ', ') from (
        select iif(l.text = '', a.name, l.text) as name from purchase_line l left join article a on a.id = l.article_id
        where l.purchase_id = p.id order by l.position limit 3) where name <> ''), ''),
      'points', coalesce((select sum(e.points) from point_entry e where e.purchase_id = p.id), 0))
    from purchase p where p.id = page.id)
  when 'contact' then (select json_object('contactId', t.id, 'channel', t.channel, 'direction', t.direction, 'topic', t.topic, 'text', t.text,
      'mood', t.mood, 'isBulk', t.is_bulk, 'waits', t.needs_answer = 1 and t.answered_at is null, 'nextStep', t.next_step)
    from contact t where t.id = page.id)
  when 'phase' then (select json_object('from', h.from_phase, 'to', h.to_phase, 'trigger', h.trigger_call) from phase_change h where h.id = page.id)
  when 'points' then (select json_object('entryKind', e.kind, 'points', e.points, 'reason', e.reason) from point_entry e where e.id = page.id)
  when 'card' then (select json_object('cardId', k.id, 'number', k.number, 'status', k.status) from card k where k.id = page.id)
  when 'imported' then (
    select json_object('importId', i.id, 'fileName', i.file_name, 'action', (
      select r.action from import_row r where r.import_id = i.id and r.customer_id in ${ALL_OF_HIM} order by r.id limit 1))
    from import_run i where i.id = page.id)
  else (select json_object('source', c.source) from customer c where c.id = page.id) end`

const OF_KINDS = '(@kinds is null or kind in (select value from json_each(@kinds)))'
const WITH_WORDS = "(@text = '' or instr(timeline_fold(words), @text) > 0)"

export function timelineRepository(db: Db) {
  db.function('timeline_fold', (words) => fold(String(words)))
  interface Asked {
    id: CustomerId
    kinds: string | null
    text: string
  }
  const page = db.prepare<Asked & { limit: number; offset: number }, Row>(
    `select key, kind, day, at, ${DETAIL} as detail
     from (select * from (${ENTRIES}) x where ${OF_KINDS} and ${WITH_WORDS} order by day desc, at desc, id desc limit @limit offset @offset) page`,
  )
  const count = db.prepare<Asked, number>(`select count(*) from (${ENTRIES}) x where ${OF_KINDS} and ${WITH_WORDS}`).pluck()
  return {
    /** Newest first, by day and then by the moment it was written down. */
    page(
      asked: { customerId: CustomerId; kinds: readonly TimelineKind[] | undefined; text: string },
      limit: number,
      offset: number,
    ): { entries: TimelineEntry[]; total: number } {
      const params = { id: asked.customerId, kinds: asked.kinds === undefined ? null : JSON.stringify(asked.kinds), text: fold(asked.text.trim()) }
      const entries = page.all({ ...params, limit, offset }).map((row) => ({ ...row, detail: JSON.parse(row.detail) as TimelineEntry['detail'] }))
      return { entries, total: count.get(params) ?? 0 }
    },
  }
}
