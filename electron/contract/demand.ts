import { z } from 'zod'
import { read, write } from './call.ts'
import { ContactChannel } from './consents.ts'
import { ArticleId, CustomerId, DemandId, IsoDate, Limit, line, Offset } from './values.ts'

export const demandReasons = ['demand-nothing-named', 'demand-gone', 'demand-article-gone', 'demand-known', 'demand-mute-over'] as const

/** How an interval is known: said by the owner, by the article or its group, or seen in the purchases. */
export const DemandSource = z.enum(['manual', 'article', 'learned'])
/** `soon`: up to seven days before; `overdue`: one and a half intervals have passed. */
export const DemandState = z.enum(['later', 'soon', 'due', 'overdue'])
export type DemandState = z.infer<typeof DemandState>
/** 'group:12', 'article:5' or 'own:77': what is needed. */
const Subject = z.string().regex(/^(group|article|own):[1-9]\d{0,15}$/)

export const DemandRow = z.object({
  customerId: CustomerId,
  displayName: z.string(),
  subject: Subject,
  demandId: DemandId.nullable(),
  articleId: ArticleId.nullable(),
  what: z.string(),
  source: DemandSource,
  lastOn: IsoDate,
  days: z.number(),
  dueOn: IsoDate,
  state: DemandState,
  mutedUntil: IsoDate.nullable(),
  channel: ContactChannel,
})
export type DemandRow = z.infer<typeof DemandRow>
const one = z.object({ customerId: CustomerId, subject: Subject })
const done = z.object({ customerId: CustomerId })

export const demandCalls = {
  /** What is needed again by a day (today where it is left out) or within the seven days after it, the longest due first. */
  due: read(
    z.object({ day: IsoDate.optional(), state: DemandState.exclude(['later']).optional(), limit: Limit.default(100), offset: Offset.default(0) }),
    z.object({ rows: z.array(DemandRow), total: z.int() }),
  ),
  /** What one customer needs again, by its day; with what has ended. */
  of: read(
    z.object({ customerId: CustomerId, day: IsoDate.optional() }),
    z.object({ rows: z.array(DemandRow), ended: z.array(z.object({ subject: Subject, what: z.string(), endedOn: IsoDate })) }),
  ),
  /** Says that a customer needs an article, or something else in words, every so many days. */
  save: write(
    z.object({
      customerId: CustomerId,
      demandId: DemandId.optional(),
      articleId: ArticleId.nullable().default(null),
      text: line(120).default(''),
      intervalDays: z.int().min(1).max(3650),
      lastOn: IsoDate.optional(),
      quantity: z.number().min(0.001).max(10_000).default(1),
    }),
    z.object({ customerId: CustomerId, demandId: DemandId }),
    ['demand', 'warnings'],
  ),
  /** It was fetched on a day, or somewhere else: counts anew from there. */
  done: write(one.extend({ day: IsoDate.optional() }), done, ['demand', 'warnings']),
  mute: write(one.extend({ until: IsoDate.nullable() }), done, ['demand', 'warnings']),
  end: write(one, done, ['demand', 'warnings']),
  resume: write(one, done, ['demand', 'warnings']),
}
