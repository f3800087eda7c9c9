import { daysBetween } from '#contract'
import type { Contact, ContactFilter, ContactId, CustomerId, Handlers, IsoDate, Settings, ShopMoment, TouchChannel } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { wallClock } from '../../database/clock.ts'
import { searchQuery } from '../customers/folding.rules.ts'
import type { ServiceBase } from '../service-base.ts'
import type { TasksService } from '../tasks/tasks.service.ts'
import { answerClock, dayOfMoment, shopMoment } from './answer-time.rules.ts'
import type { ShopHours } from './answer-time.rules.ts'
import { contactSearchRepository } from './contact-search.repository.ts'
import { contactsRepository } from './contacts.repository.ts'
import { figuresOf, trendOf } from './figures.rules.ts'

/** Something the owner has to do about a customer; the screen "Heute" shows it. */
export interface DueAnswer {
  customerId: CustomerId
  displayName: string
  title: string
  why: { key: 'answer-overdue' | 'answer-today'; values: { contactId: ContactId; channel: TouchChannel; answerBy: ShopMoment } }
  minutes: number
  channel: TouchChannel
  overdueDays: number
}
export interface ContactsService {
  calls: Handlers['contacts']
  /** Answers that are overdue or due on a day, the longest waiting first. */
  dueOn(day: IsoDate, limit: number): DueAnswer[]
  /** Brings the word index up to date. */
  afterOperation(): void
}
interface Born {
  birthday: { day: number; month: number; year: number | null } | null
}
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder'> {
  settings: { read(): Settings & ShopHours }
  customers: { require(customerId: CustomerId): unknown; get(customerId: CustomerId): Born }
  tasks: Pick<TasksService, 'add'>
}
type Facts = Omit<Parameters<Handlers['contacts']['record']>[0], 'customerId' | 'direction' | 'channel' | 'needsAnswer' | 'nextStepOn'>
/** Minutes that an answer usually takes. */
const ANSWER_MINUTES = 5
const TASK_KINDS = {
  phone: 'call',
  letter: 'letter',
  email: 'email',
  messenger: 'message',
  social: 'message',
  counter: 'visit',
  event: 'visit',
} as const

/** What was said between shop and customer, and what still waits for an answer. */
export function contactsService({ db, clock, newId, recorder, settings, customers, tasks }: Deps): ContactsService {
  const contacts = contactsRepository(db)
  const search = contactSearchRepository(db)
  const now = () => wallClock(clock.now()).slice(0, 16) as ShopMoment
  const timer = () => answerClock(settings.read())
  const receivedAt = ({ day, at }: Pick<Contact, 'day' | 'at'>) => shopMoment(day, at ?? '00:00')

  function require(contactId: ContactId): Contact {
    const contact = contacts.find(contactId)
    if (!contact) throw new AppError('missing', 'contact-gone')
    return contact
  }
  function checkDay(customerId: CustomerId, day: IsoDate): void {
    if (day > clock.today()) throw new AppError('invalid', 'day-in-future', { day })
    const { birthday } = customers.get(customerId)
    if (birthday?.year == null) return
    const born = `${birthday.year}-${String(birthday.month).padStart(2, '0')}-${String(birthday.day).padStart(2, '0')}`
    if (day < born) throw new AppError('invalid', 'contact-before-birth', { day: born })
  }
  function checkLinks(links: Pick<Facts, 'staffId' | 'caseId' | 'purchaseId'>): void {
    for (const link of ['staffId', 'caseId', 'purchaseId'] as const) {
      const id = links[link]
      if (id != null && !contacts.exists(link, id)) throw new AppError('missing', 'contact-link-gone')
    }
  }
  /** Takes the clock that runs, or sets it anew when what it runs by has changed. */
  function timed(contact: Contact): Contact {
    if (!contact.needsAnswer) return { ...contact, answerBy: null, answeredAt: null }
    if (contact.direction === 'out') throw new AppError('invalid', 'contact-answer-outgoing')
    return { ...contact, answerBy: timer().answerBy(contact.channel, receivedAt(contact)) }
  }
  function blank(customerId: CustomerId, direction: Contact['direction'], channel: TouchChannel, facts: Facts): Contact {
    const { day = clock.today() } = facts
    return {
      id: newId() as ContactId,
      customerId,
      displayName: '',
      day,
      // Without a day it was just now; on a day of its own nobody knows the time.
      at:
        facts.at === undefined
          ? facts.day === undefined
            ? (wallClock(clock.now()).slice(11, 16) as Contact['at'])
            : null
          : (facts.at as Contact['at']),
      direction,
      channel,
      level: facts.level ?? 'factual',
      referencePoint: facts.referencePoint ?? null,
      topic: facts.topic ?? '',
      text: facts.text ?? '',
      mood: facts.mood ?? null,
      minutes: facts.minutes ?? 0,
      needsAnswer: false,
      answerBy: null,
      answeredAt: null,
      answersId: null,
      nextStep: facts.nextStep ?? '',
      area: facts.area ?? '',
      isRandom: facts.isRandom ?? false,
      isBulk: facts.isBulk ?? false,
      caseId: facts.caseId ?? null,
      purchaseId: facts.purchaseId ?? null,
      staffId: facts.staffId ?? null,
      createdAt: clock.now(),
    }
  }
  /** What the next step is to be done as; a contact makes one task and no more. */
  function plan(contact: Contact, dueOn: IsoDate | null): void {
    if (contact.nextStep !== '')
      tasks.add({
        customerId: contact.customerId,
        title: contact.nextStep,
        dueOn,
        note: contact.topic,
        kind: TASK_KINDS[contact.channel],
        minutes: ANSWER_MINUTES,
        source: 'contact',
        sourceKey: `contact:${contact.id}`,
        ...(contact.purchaseId !== null && { purchaseId: contact.purchaseId }),
        ...(contact.caseId !== null && { caseId: contact.caseId }),
      })
  }
  function add(contact: Contact, nextStepOn: IsoDate | null): Contact {
    contacts.insert(contact)
    plan(contact, nextStepOn)
    recorder.describe({ customerId: contact.customerId, count: 1 })
    return require(contact.id)
  }
  function store(contact: Contact): Contact {
    contacts.update(contact)
    recorder.describe({ customerId: contact.customerId, count: 1 })
    return require(contact.id)
  }
  /** What the word index is asked; undefined for any words, null for a text in which there is nothing to look for. */
  const queryOf = (text: string) => searchQuery(text) || (text.trim() === '' ? undefined : null)
  const nothing = { rows: [], total: 0, isTotalExact: true }
  function checkSpan({ from, until }: Pick<ContactFilter, 'from' | 'until'>): void {
    if (from !== undefined && until !== undefined && until < from) throw new AppError('invalid', 'contact-span-odd')
  }

  return {
    afterOperation: search.refresh,
    dueOn(day, limit) {
      return contacts
        .inbox(limit, 0)
        .filter(({ answerBy }) => answerBy !== null && dayOfMoment(answerBy) <= day)
        .map((contact): DueAnswer => {
          const answerBy = contact.answerBy ?? receivedAt(contact)
          const overdueDays = Math.max(0, daysBetween(dayOfMoment(answerBy), day))
          const values = { contactId: contact.id, channel: contact.channel, answerBy }
          const why = { key: overdueDays > 0 ? ('answer-overdue' as const) : ('answer-today' as const), values }
          const { customerId, displayName, channel } = contact
          return { customerId, displayName, title: contact.topic || contact.text.slice(0, 80), why, minutes: ANSWER_MINUTES, channel, overdueDays }
        })
    },
    calls: {
      record({ customerId, direction, channel, needsAnswer, nextStepOn = null, ...facts }) {
        customers.require(customerId)
        checkLinks(facts)
        const contact = blank(customerId, direction, channel, facts)
        checkDay(customerId, contact.day)
        return add(timed({ ...contact, needsAnswer }), nextStepOn)
      },
      change({ contactId, nextStepOn = null, ...patch }) {
        const contact = require(contactId)
        customers.require(contact.customerId)
        checkLinks(patch)
        const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
        const changed: Contact = { ...contact, ...given }
        checkDay(contact.customerId, changed.day)
        if (changed.nextStep !== contact.nextStep) plan(changed, nextStepOn)
        const clockKeys = ['day', 'at', 'channel', 'direction', 'needsAnswer'] as const
        return store(clockKeys.some((key) => changed[key] !== contact[key]) ? timed(changed) : changed)
      },
      remove({ contactId }) {
        const { customerId } = require(contactId)
        contacts.remove(contactId)
        recorder.describe({ customerId, count: 1 })
        return { customerId }
      },
      answer({ contactId, channel, nextStepOn = null, ...facts }) {
        const asked = require(contactId)
        customers.require(asked.customerId)
        if (!asked.needsAnswer) throw new AppError('conflict', 'contact-needs-no-answer')
        if (asked.answeredAt !== null) throw new AppError('conflict', 'contact-already-answered', { day: dayOfMoment(asked.answeredAt) })
        checkLinks(facts)
        const sent =
          channel === undefined && Object.values(facts).every((fact) => fact === undefined) ? contacts.sentSince(asked, clock.today()) : null
        const answer =
          sent ??
          blank(asked.customerId, 'out', channel ?? asked.channel, {
            topic: asked.topic,
            area: asked.area,
            caseId: asked.caseId,
            ...facts,
          })
        checkDay(asked.customerId, answer.day)
        const said = facts.day !== undefined
        if (said && answer.day < asked.day) throw new AppError('invalid', 'contact-answer-too-early', { day: asked.day })
        // A clock of the PC that was set back must not answer before the question.
        const earliest = receivedAt(asked)
        const at = answer.at === null ? shopMoment(answer.day, '23:59') : shopMoment(answer.day, answer.at)
        const answered = store({ ...asked, answeredAt: at < earliest ? earliest : at })
        const reply = { ...answer, answersId: asked.id }
        return { answer: sent ? store(reply) : add(reply, nextStepOn), answered }
      },
      of: ({ customerId }) => ({
        last: contacts.lastPersonal(customerId),
        waiting: contacts.waitingOf(customerId),
        trend: trendOf(contacts.moods(customerId, 6)),
      }),
      get: ({ contactId }) => require(contactId),
      listFor({ customerId, filter = {}, text, limit, offset }) {
        checkSpan(filter)
        const query = queryOf(text)
        return query === null ? nothing : contacts.ofCustomer(customerId, query, filter, limit, offset)
      },
      search({ text, filter = {}, limit, offset }) {
        checkSpan(filter)
        const query = queryOf(text)
        return query === null ? nothing : contacts.search(query, filter, limit, offset)
      },
      inbox({ limit, offset }) {
        const [moment, time] = [now(), timer()]
        const { waiting, overdue } = contacts.waiting(moment)
        const rows = contacts.inbox(limit, offset).map((contact) => {
          const by = contact.answerBy ?? moment
          const isOverdue = by < moment
          const [minutesLeft, minutesOver] = isOverdue ? [0, time.openMinutes(by, moment)] : [time.openMinutes(moment, by), 0]
          return { contact, isOverdue, minutesLeft, minutesOver, countsOpenMinutes: time.hasHours }
        })
        return { rows, total: waiting, overdue, now: moment, hasOpeningHours: time.hasHours }
      },
      waiting: () => contacts.waiting(now()),
      figures({ from, until }) {
        checkSpan({ from, until })
        const [moment, time, questions] = [now(), timer(), contacts.questions(from, until)]
        const of = (some: typeof questions) => figuresOf(some, moment, time)
        return {
          all: of(questions),
          byChannel: [...Map.groupBy(questions, ({ channel }) => channel)].map(([channel, some]) => ({ channel, ...of(some) })),
          byArea: [...Map.groupBy(questions, ({ area }) => area)].map(([area, some]) => ({ area, ...of(some) })),
          ...contacts.steps(from, until),
        }
      },
    },
  }
}
