import type { IsoDate, Rule, RuleId, TaskId, Timestamp } from '#contract'
import type { Db } from '../../database/open.ts'

export type StoredRule = Omit<Rule, 'displayName' | 'staffName' | 'nextDay' | 'nextDueOn' | 'done' | 'missed'> & { createdAt: Timestamp }
type RuleRow = Omit<Rule, 'missed'>

const RULE = `select r.id, r.customer_id as customerId, s.display_name as displayName, r.title, r.note, r.kind, r.minutes, r.area, r.staff_id as staffId,
    (select name from staff where id = r.staff_id) as staffName, r.starts_on as startsOn, r.every, r.unit, r.weekday, r.month_day as monthDay, r.ends_on as endsOn, r.ended_on as endedOn,
    o.rule_day as nextDay, o.due_on as nextDueOn, (select count(*) from task d where d.rule_id = r.id and d.done_on is not null) as done
  from recurring_rule r left join customer_summary s on s.customer_id = r.customer_id
    left join task o on o.id = (select min(id) from task where rule_id = r.id and done_on is null)`

/** All SQL about rules; their occurrences are tasks. */
export function rulesRepository(db: Db) {
  // Of customers in the bin nothing is shown.
  const all = db.prepare<[], RuleRow>(
    `${RULE} where r.customer_id is null or s.customer_id is not null order by r.ended_on is not null, o.rule_day is null, o.due_on, r.ended_on desc, r.id`,
  )
  const byId = db.prepare<[RuleId], RuleRow>(`${RULE} where r.id = ?`)
  const insert = db.prepare<[StoredRule]>(
    `insert into recurring_rule (id, customer_id, title, note, kind, minutes, area, staff_id, starts_on, every, unit, weekday, month_day, ends_on,
       ended_on, created_at)
     values (@id, @customerId, @title, @note, @kind, @minutes, @area, @staffId, @startsOn, @every, @unit, @weekday,
       @monthDay, @endsOn, @endedOn, @createdAt)`,
  )
  const update = db.prepare<[Omit<StoredRule, 'createdAt'>]>(
    `update recurring_rule set customer_id = @customerId, title = @title, note = @note, kind = @kind, minutes = @minutes, area = @area,
       staff_id = @staffId, starts_on = @startsOn, every = @every, unit = @unit, weekday = @weekday, month_day = @monthDay, ends_on = @endsOn, ended_on = @endedOn where id = @id`,
  )
  const idle = db
    .prepare<[], RuleId>(
      'select id from recurring_rule r where ended_on is null and not exists (select 1 from task where rule_id = r.id and done_on is null) order by id',
    )
    .pluck()
  const openOf = db.prepare<[RuleId, TaskId], TaskId>('select id from task where rule_id = ? and done_on is null and id <> ? order by id').pluck()
  const lastDone = db.prepare<[RuleId], IsoDate | null>('select max(rule_day) from task where rule_id = ? and done_on is not null').pluck()
  return {
    all: () => all.all(),
    find: (id: RuleId) => byId.get(id),
    insert: (rule: StoredRule) => void insert.run(rule),
    update: (rule: Omit<StoredRule, 'createdAt'>) => void update.run(rule),
    /** Rules in force without an open occurrence. */
    idle: () => idle.all(),
    /** Open occurrences but for one. */
    openOf: (id: RuleId, but = 0 as TaskId) => openOf.all(id, but),
    lastDone: (id: RuleId) => lastDone.get(id) ?? null,
  }
}
