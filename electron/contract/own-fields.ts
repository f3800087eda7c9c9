import { z } from 'zod'
import { read, write } from './call.ts'
import { CustomerId, line, OwnFieldId, Timestamp } from './values.ts'

export const ownFieldReasons = [
  'own-field-gone',
  'own-field-name-missing',
  'own-field-name-taken',
  'own-field-choices-missing',
  'own-fields-too-many',
  'own-value-text',
  'own-value-number',
  'own-value-date',
  'own-value-choice',
  'own-value-yes-no',
] as const

export const OwnFieldKind = z.enum(['text', 'number', 'date', 'choice', 'yes-no'])
export type OwnFieldKind = z.infer<typeof OwnFieldKind>

/** A field that the owner made, for every customer. */
export const OwnField = z.object({
  id: OwnFieldId,
  name: z.string(),
  kind: OwnFieldKind,
  /** What can be chosen; empty for the other kinds. */
  choices: z.array(z.string()),
  /** Set once it was removed; its values rest until it comes back. */
  deletedAt: Timestamp.nullable(),
})
export type OwnField = z.infer<typeof OwnField>

/** Text, choice or day (`YYYY-MM-DD`) as string, a number, yes or no as boolean: as the field's kind asks. */
export const OwnValue = z.union([z.string(), z.number(), z.boolean()])
export type OwnValue = z.infer<typeof OwnValue>

const FieldKey = z.string().regex(/^[1-9]\d{0,15}$/)
export const OwnValues = z.record(FieldKey, OwnValue)
export type OwnValues = z.infer<typeof OwnValues>
/** Values to store, by the field's id. Null empties a field; text is read as the kind asks ("12,5", "3.5.2026", "ja"). */
export const OwnValuesInput = z.record(FieldKey, z.union([line(500), z.number(), z.boolean(), z.null()]))
export type OwnValuesInput = z.infer<typeof OwnValuesInput>

const name = line(60)
const choices = z.array(line(80)).max(100)

export const ownFieldCalls = {
  /** In the order of the form. `withRemoved` adds those that were removed, at the end. */
  list: read(z.object({ withRemoved: z.boolean().default(false) }), z.array(OwnField)),
  /** How many customers have a value, and for each value of a choice how many. */
  usage: read(
    z.object({ fieldId: OwnFieldId }),
    z.object({ customers: z.int(), choices: z.array(z.object({ choice: z.string(), customers: z.int() })) }),
  ),
  create: write(z.object({ name, kind: OwnFieldKind, choices: choices.default([]) }), OwnField, ['ownFields']),
  /** A choice that is left out stays with the customers who have it. The kind stays for good. */
  update: write(z.object({ fieldId: OwnFieldId, name: name.optional(), choices: choices.optional() }), OwnField, ['ownFields']),
  /** Puts the named fields first, in this order. */
  reorder: write(z.object({ fieldIds: z.array(OwnFieldId).min(1).max(200) }), z.array(OwnField), ['ownFields']),
  /** Takes a field out of all screens; undo brings it back with every value. */
  remove: write(z.object({ fieldId: OwnFieldId }), z.object({ name: z.string(), customers: z.int() }), ['ownFields', 'customers']),
  /** Stores values without touching anything else of the customer. */
  set: write(z.object({ customerId: CustomerId, values: OwnValuesInput }), OwnValues, ['customers']),
}
