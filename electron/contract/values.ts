import { z } from 'zod'
import { isCalendarDay } from './calendar.ts'

// Compiled parsers need eval, which the window's CSP forbids; both sides use the same, slower path.
z.config({ jitless: true })

/** A positive integer that was made by `newId()`; one brand per entity, so that a card's id cannot be passed as a customer's. */
const id = <B extends string>() => z.int().positive().brand<B>()

export const CustomerId = id<'CustomerId'>()
export type CustomerId = z.infer<typeof CustomerId>
export const PurchaseId = id<'PurchaseId'>()
export type PurchaseId = z.infer<typeof PurchaseId>
export const CardId = id<'CardId'>()
export type CardId = z.infer<typeof CardId>
export const CardDesignId = id<'CardDesignId'>()
export type CardDesignId = z.infer<typeof CardDesignId>
export const AccountId = id<'AccountId'>()
export type AccountId = z.infer<typeof AccountId>
export const ImportId = id<'ImportId'>()
export type ImportId = z.infer<typeof ImportId>
export const TaskId = id<'TaskId'>()
export type TaskId = z.infer<typeof TaskId>
export const VoucherId = id<'VoucherId'>()
export type VoucherId = z.infer<typeof VoucherId>
export const TierId = id<'TierId'>()
export type TierId = z.infer<typeof TierId>
export const BonusRuleId = id<'BonusRuleId'>()
export type BonusRuleId = z.infer<typeof BonusRuleId>
export const ViewId = id<'ViewId'>()
export type ViewId = z.infer<typeof ViewId>
export const ImportMappingId = id<'ImportMappingId'>()
export type ImportMappingId = z.infer<typeof ImportMappingId>
export const OperationId = id<'OperationId'>()
export type OperationId = z.infer<typeof OperationId>
export const ExportRunId = id<'ExportRunId'>()
export type ExportRunId = z.infer<typeof ExportRunId>
export const DocumentId = id<'DocumentId'>()
export type DocumentId = z.infer<typeof DocumentId>
export const JobId = id<'JobId'>()
export type JobId = z.infer<typeof JobId>

export const OwnFieldId = id<'OwnFieldId'>()
export type OwnFieldId = z.infer<typeof OwnFieldId>
export const RelationId = id<'RelationId'>()
export type RelationId = z.infer<typeof RelationId>

export const ProcessStepId = id<'ProcessStepId'>()
export type ProcessStepId = z.infer<typeof ProcessStepId>
export const CareProcessId = id<'CareProcessId'>()
export type CareProcessId = z.infer<typeof CareProcessId>
export const PhaseStepId = id<'PhaseStepId'>()
export type PhaseStepId = z.infer<typeof PhaseStepId>

export const PurchaseLineId = id<'PurchaseLineId'>()
export type PurchaseLineId = z.infer<typeof PurchaseLineId>
export const ArticleId = id<'ArticleId'>()
export type ArticleId = z.infer<typeof ArticleId>
export const ArticleGroupId = id<'ArticleGroupId'>()
export type ArticleGroupId = z.infer<typeof ArticleGroupId>
export const StaffId = id<'StaffId'>()
export type StaffId = z.infer<typeof StaffId>
export const ContactId = id<'ContactId'>()
export type ContactId = z.infer<typeof ContactId>
export const RuleId = id<'RuleId'>()
export type RuleId = z.infer<typeof RuleId>
export const CaseId = id<'CaseId'>()
export type CaseId = z.infer<typeof CaseId>
/** Days between two contacts. */
export const CareDays = z.int().min(1).max(3650)
export const DemandId = id<'DemandId'>()
export type DemandId = z.infer<typeof DemandId>
export const TextId = id<'TextId'>()
export type TextId = z.infer<typeof TextId>

/** What a calendar says, `YYYY-MM-DD`, without time or zone. */
export const IsoDate = z
  .string()
  .refine((text) => {
    const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
    return parts !== null && isCalendarDay(Number(parts[3]), Number(parts[2]), Number(parts[1]))
  }, 'day-invalid')
  .brand<'IsoDate'>()
export type IsoDate = z.infer<typeof IsoDate>

/** A moment: UTC, ISO 8601 with milliseconds. */
export const Timestamp = z.iso.datetime({ precision: 3 }).brand<'Timestamp'>()
export type Timestamp = z.infer<typeof Timestamp>

/** Money in integer cents; 99,999,999.99 € is far above any shop and far below 2^53. */
export const Cents = z.int().min(-9_999_999_999).max(9_999_999_999).brand<'Cents'>()
export type Cents = z.infer<typeof Cents>

/** Loyalty points, signed whole number. */
export const Points = z.int().brand<'Points'>()
export type Points = z.infer<typeof Points>

/** A path on this computer. The window may only send paths that a dialog handed out before; see `Call.paths`. */
export const FilePath = z.string().min(1, 'file-missing').max(4096)

/** One line of text as people type it: trimmed, control characters dropped, at most `max` characters. */
export const line = (max = 200) =>
  z
    .string()
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
        .trim(),
    )
    .pipe(z.string().max(max, 'text-too-long'))

/** Several lines of text: line breaks kept, other control characters dropped. */
export const paragraph = (max = 5000) =>
  z
    .string()
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/\r\n?/g, '\n')
        .replace(/[^\P{Cc}\n\t]+/gu, '')
        .trim(),
    )
    .pipe(z.string().max(max, 'text-too-long'))

export const Limit = z.int().min(1).max(1000)
export const Offset = z.int().min(0)
/** Input of a call that needs none. */
export const Nothing = z.object({})
