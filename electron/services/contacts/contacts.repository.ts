import type { Contact, ContactFilter, ContactId, CustomerId, IsoDate, ShopMoment } from '#contract'
import type { Db } from '../../database/open.ts'
import type { Question } from './figures.rules.ts'

/** As stored; SQLite knows no booleans. */
type Row = Omit<Contact, 'needsAnswer' | 'isRandom' | 'isBulk'> & { needsAnswer: number; isRandom: number; isBulk: number }
export type StoredContact = Omit<Contact, 'displayName'>

const COLUMNS = `t.id, t.customer_id as customerId, coalesce(s.display_name, '') as displayName, t.day, t.at_time as at, t.direction, t.channel, t.level,
  t.reference_point as referencePoint, t.topic, t.text, t.mood, t.minutes, t.needs_answer as needsAnswer, t.answer_by as answerBy,
  t.answered_at as answeredAt, t.answers_id as answersId, t.next_step as nextStep, t.area, t.is_random as isRandom, t.is_bulk as isBulk,
  t.case_id as caseId, t.purchase_id as purchaseId, t.staff_id as staffId, t.created_at as createdAt`
/** The summary holds live customers only, so what belongs to one in the bin rests. */
const LIVE = 'contact t join customer_summary s on s.customer_id = t.customer_id'
const WAITING = 't.needs_answer = 1 and t.answered_at is null'
const PERSONAL = 't.is_bulk = 0 and t.is_random = 0'
const LEADS_NOWHERE = "t.next_step = '' and t.case_id is null and t.needs_answer = 0"
/** A list counts no further. */
const COUNTED = 1000

const contactOf = ({ needsAnswer, isRandom, isBulk, ...row }: Row): Contact => ({
  ...row,
  needsAnswer: needsAnswer === 1,
  isRandom: isRandom === 1,
  isBulk: isBulk === 1,
})
const rowOf = ({ needsAnswer, isRandom, isBulk, ...contact }: StoredContact) => ({
  ...contact,
  needsAnswer: Number(needsAnswer),
  isRandom: Number(isRandom),
  isBulk: Number(isBulk),
})

/** The conditions of a filter, each only where it is asked for, so that the planner sees no empty ones. */
function conditionsOf({ channel, direction, mood, from, until, needsAnswer, lacksNextStep }: ContactFilter) {
  const asked: [string, Record<string, string>][] = []
  if (channel !== undefined) asked.push(['t.channel = @channel', { channel }])
  if (direction !== undefined) asked.push(['t.direction = @direction', { direction }])
  if (mood !== undefined) asked.push([mood === 'bad' ? 't.mood < 0' : 't.mood > 0', {}])
  if (from !== undefined) asked.push(['t.day >= @from', { from }])
  if (until !== undefined) asked.push(['t.day <= @until', { until }])
  if (lacksNextStep !== undefined) asked.push([`${PERSONAL} and ${LEADS_NOWHERE}`, {}])
  if (needsAnswer !== undefined) asked.push([needsAnswer ? WAITING : `not (${WAITING})`, {}])
  return {
    sql: asked.map(([sql]) => ` and ${sql}`).join(''),
    params: Object.assign({}, ...asked.map(([, params]) => params)) as Record<string, string>,
  }
}

/** All SQL about contacts. */
export function contactsRepository(db: Db) {
  const insert = db.prepare<[object]>(
    `insert into contact (id, customer_id, day, at_time, direction, channel, level, reference_point, topic, text, mood, minutes, needs_answer, answer_by,
       answered_at, answers_id, next_step, area, is_random, is_bulk, case_id, purchase_id, staff_id, created_at)
     values (@id, @customerId, @day, @at, @direction, @channel, @level, @referencePoint, @topic, @text, @mood, @minutes, @needsAnswer, @answerBy,
       @answeredAt, @answersId, @nextStep, @area, @isRandom, @isBulk, @caseId, @purchaseId, @staffId, @createdAt)`,
  )
  const update = db.prepare<[object]>(
    `update contact set day = @day, at_time = @at, direction = @direction, channel = @channel, level = @level, reference_point = @referencePoint,
       topic = @topic, text = @text, mood = @mood, minutes = @minutes, needs_answer = @needsAnswer, answer_by = @answerBy, answered_at = @answeredAt,
       answers_id = @answersId, next_step = @nextStep, area = @area, is_random = @isRandom, is_bulk = @isBulk, case_id = @caseId, purchase_id = @purchaseId,
       staff_id = @staffId where id = @id`,
  )
  const remove = db.prepare<[ContactId]>('delete from contact where id = ?')
  const byId = db.prepare<[ContactId], Row>(
    `select ${COLUMNS} from contact t left join customer_summary s on s.customer_id = t.customer_id where t.id = ?`,
  )
  const inbox = db.prepare<[number, number], Row>(
    `select ${COLUMNS} from contact t cross join customer_summary s on s.customer_id = t.customer_id
     where ${WAITING} order by t.answer_by, t.id limit ? offset ?`,
  )
  const waiting = db.prepare<[ShopMoment], { waiting: number; overdue: number }>(
    `select count(*) as waiting, count(*) filter (where t.answer_by < ?) as overdue
     from contact t cross join customer_summary s on s.customer_id = t.customer_id where ${WAITING}`,
  )
  const lastPersonal = db.prepare<[CustomerId], Row>(
    `select ${COLUMNS} from contact t left join customer_summary s on s.customer_id = t.customer_id
     where t.customer_id = ? and ${PERSONAL} order by t.day desc, t.id desc limit 1`,
  )
  const sentSince = db.prepare<[CustomerId, ContactId, IsoDate], Row>(
    `select ${COLUMNS} from contact t left join customer_summary s on s.customer_id = t.customer_id
     where t.customer_id = ? and t.id > ? and t.day = ? and t.direction = 'out' and t.is_bulk = 0 and t.answers_id is null order by t.id desc limit 1`,
  )
  const waitingOf = db.prepare<[CustomerId], number>(`select count(*) from contact t where t.customer_id = ? and ${WAITING}`).pluck()
  const moods = db
    .prepare<[CustomerId, number], number>('select mood from contact where customer_id = ? and mood is not null order by day desc, id desc limit ?')
    .pluck()
  const questions = db.prepare<[IsoDate, IsoDate], Question>(
    `select day, at_time as at, channel, area, answer_by as answerBy, answered_at as answeredAt
     from contact where needs_answer = 1 and day between ? and ? and answer_by is not null`,
  )
  const steps = db.prepare<[IsoDate, IsoDate], { personal: number; lackNextStep: number }>(
    `select count(*) as personal, count(*) filter (where ${LEADS_NOWHERE}) as lackNextStep
     from contact t cross join customer_summary s on s.customer_id = t.customer_id where ${PERSONAL} and t.day between ? and ?`,
  )
  const linked = {
    staffId: db.prepare<[number], number>('select exists (select 1 from staff where id = ?)').pluck(),
    caseId: db.prepare<[number], number>('select exists (select 1 from case_file where id = ?)').pluck(),
    purchaseId: db.prepare<[number], number>('select exists (select 1 from purchase where id = ?)').pluck(),
  }

  function found(from: string, filter: ContactFilter, order: string, params: Record<string, string | number>, limit: number, offset: number) {
    const { sql, params: asked } = conditionsOf(filter)
    const all = { ...params, ...asked }
    const rows = db.prepare<object[], Row>(`select ${COLUMNS} from ${from}${sql} order by ${order} limit @limit offset @offset`)
    const count = db.prepare<object[], number>(`select count(*) from (select 1 from ${from}${sql} limit ${COUNTED + 1})`).pluck()
    const total = count.get(all) ?? 0
    return {
      rows: rows.all({ ...all, limit, offset }).map(contactOf),
      total: Math.min(total, COUNTED),
      isTotalExact: total <= COUNTED,
    }
  }

  return {
    insert: (contact: StoredContact) => void insert.run(rowOf(contact)),
    update: (contact: StoredContact) => void update.run(rowOf(contact)),
    remove: (id: ContactId) => void remove.run(id),
    find(id: ContactId): Contact | undefined {
      const row = byId.get(id)
      return row && contactOf(row)
    },
    lastPersonal(id: CustomerId): Contact | null {
      const row = lastPersonal.get(id)
      return row ? contactOf(row) : null
    },
    /** What went out to a customer on a day, after a contact was written down, and answers nothing yet. */
    sentSince(asked: Pick<Contact, 'id' | 'customerId'>, day: IsoDate): Contact | null {
      const row = sentSince.get(asked.customerId, asked.id, day)
      return row ? contactOf(row) : null
    },
    waitingOf: (id: CustomerId) => waitingOf.get(id) ?? 0,
    /** Newest first. */
    moods: (id: CustomerId, limit: number) => moods.all(id, limit),
    exists: (link: keyof typeof linked, id: number) => linked[link].get(id) === 1,
    /** Newest first. `query` is what the word index takes; undefined for any words. */
    ofCustomer: (id: CustomerId, query: string | undefined, filter: ContactFilter, limit: number, offset: number) =>
      found(
        `${LIVE} where t.customer_id = @id${query === undefined ? '' : ' and t.id in (select rowid from contact_search where contact_search match @query)'}`,
        filter,
        't.day desc, t.id desc',
        query === undefined ? { id } : { id, query },
        limit,
        offset,
      ),
    /** With words along their index, what was written down last first; without, by day. */
    search: (query: string | undefined, filter: ContactFilter, limit: number, offset: number) =>
      query === undefined
        ? found(
            'contact t indexed by contact_day cross join customer_summary s on s.customer_id = t.customer_id where true',
            filter,
            't.day desc, t.id desc',
            {},
            limit,
            offset,
          )
        : found(
            `contact_search f cross join contact t on t.id = f.rowid cross join customer_summary s on s.customer_id = t.customer_id
             where contact_search match @query`,
            filter,
            'f.rowid desc',
            { query },
            limit,
            offset,
          ),
    inbox: (limit: number, offset: number) => inbox.all(limit, offset).map(contactOf),
    waiting: (now: ShopMoment) => waiting.get(now) ?? { waiting: 0, overdue: 0 },
    steps: (from: IsoDate, until: IsoDate) => steps.get(from, until) ?? { personal: 0, lackNextStep: 0 },
    questions: (from: IsoDate, until: IsoDate) => questions.all(from, until),
  }
}
