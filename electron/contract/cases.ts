import { z } from 'zod'
import { read, write } from './call.ts'
import { CaseId, Cents, ContactId, CustomerId, IsoDate, Limit, line, Offset, paragraph, PurchaseId, StaffId } from './values.ts'

export const caseReasons = [
  'case-title-missing',
  'case-gone',
  'case-outcome-missing',
  'case-already-closed',
  'case-not-closed',
  'case-due-before-opened',
  'case-purchase-foreign',
  'case-goodwill-negative',
  'case-staff-gone',
  'case-contact-foreign',
] as const

export const CaseKind = z.enum(['complaint', 'praise', 'wish'])
export type CaseKind = z.infer<typeof CaseKind>
/** What a customer speaks of (domain.md §3). */
export const ReferencePoint = z.enum(['brand', 'product', 'staff', 'price', 'experience'])
export type ReferencePoint = z.infer<typeof ReferencePoint>
/** `overdue` is open as well; its day has passed. */
export const CaseState = z.enum(['open', 'overdue', 'closed'])
export type CaseState = z.infer<typeof CaseState>

/** What a customer wants to be heard with: what it is about, until when, and what came of it. */
export const Case = z.object({
  id: CaseId,
  customerId: CustomerId,
  displayName: z.string(),
  kind: CaseKind,
  referencePoint: ReferencePoint,
  title: z.string(),
  text: z.string(),
  openedOn: IsoDate,
  dueOn: IsoDate.nullable(),
  closedOn: IsoDate.nullable(),
  outcome: z.string(),
  goodwillCents: Cents,
  purchaseId: PurchaseId.nullable(),
  staffId: StaffId.nullable(),
})
export type Case = z.infer<typeof Case>

const content = {
  kind: CaseKind,
  referencePoint: ReferencePoint,
  title: line(200),
  text: paragraph(5000),
  dueOn: IsoDate.nullable(),
  purchaseId: PurchaseId.nullable(),
  staffId: StaffId.nullable(),
}
const goodwill = Cents.refine((cents) => cents >= 0, 'case-goodwill-negative')
const paging = { limit: Limit.default(100), offset: Offset.default(0) }

export const caseCalls = {
  /** A complaint without a day gets one by the settings. `contactId` is the contact in which it was said; it then belongs to the case. */
  open: write(
    z.object({
      customerId: CustomerId,
      kind: content.kind,
      referencePoint: content.referencePoint,
      title: content.title,
      text: content.text.default(''),
      dueOn: content.dueOn.optional(),
      purchaseId: content.purchaseId.default(null),
      staffId: content.staffId.default(null),
      contactId: ContactId.nullable().default(null),
    }),
    Case,
    ['cases', 'tasks', 'processes', 'contacts'],
  ),
  /** Given fields replace what is stored. */
  change: write(
    z.object({
      caseId: CaseId,
      kind: content.kind.optional(),
      referencePoint: content.referencePoint.optional(),
      title: content.title.optional(),
      text: content.text.optional(),
      dueOn: content.dueOn.optional(),
      purchaseId: content.purchaseId.optional(),
      staffId: content.staffId.optional(),
    }),
    Case,
    ['cases'],
  ),
  /** A complaint is closed only with what came of it. */
  close: write(z.object({ caseId: CaseId, outcome: paragraph(2000).default(''), goodwillCents: goodwill.optional() }), Case, ['cases']),
  reopen: write(z.object({ caseId: CaseId }), Case, ['cases']),
  /** Open ones by their day, then what is closed, newest first. Those of customers in the bin rest. */
  list: read(
    z.object({
      state: CaseState.optional(),
      kind: CaseKind.optional(),
      referencePoint: ReferencePoint.optional(),
      text: z.string().max(200).default(''),
      ...paging,
    }),
    z.object({ rows: z.array(Case), total: z.int() }),
  ),
  /** How many are open, and how many of these are overdue. */
  count: read(z.object({}), z.object({ open: z.int(), overdue: z.int() })),
  listFor: read(z.object({ customerId: CustomerId, ...paging }), z.object({ rows: z.array(Case), total: z.int(), open: z.int() })),
  /** What customers spoke of and how, by the day on which it was opened; both days count. */
  heat: read(z.object({ from: IsoDate, until: IsoDate }), z.array(z.object({ referencePoint: ReferencePoint, kind: CaseKind, count: z.int() }))),
}
