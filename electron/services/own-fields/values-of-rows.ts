import type { CustomerId, OwnFieldId, OwnValue, OwnValues } from '#contract'
import type { OwnFieldsService } from './own-fields.service.ts'

type Texts = Readonly<Record<string, string>>

/** Own fields as a list that is read in needs them: a value is text all the way (JSON of what is stored), so that rows can be compared. */
export function valuesOfRows({ list, read, valuesOf, write }: OwnFieldsService) {
  const parsed = (values: Texts): OwnValues =>
    Object.fromEntries(Object.entries(values).map(([fieldId, text]) => [fieldId, JSON.parse(text) as OwnValue]))
  return {
    all: () => list().map(({ id, name }) => ({ id, name })),
    /** Null where the text is empty or does not fit the field. */
    read(fieldId: number, text: string): string | null {
      const field = list().find(({ id }) => id === (fieldId as OwnFieldId))
      const value = field && read(text, field)
      return value === undefined || value === null ? null : JSON.stringify(value)
    },
    differs(customerId: CustomerId, values: Texts): boolean {
      const known = valuesOf([customerId]).get(customerId) ?? {}
      return Object.entries(parsed(values)).some(([fieldId, value]) => known[fieldId] !== value)
    },
    write: (customerId: CustomerId, values: Texts) => void write(customerId, parsed(values)),
  }
}
