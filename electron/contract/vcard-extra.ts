/**
 * Properties of a vCard that have no place of their own in a customer, as `customer.extra` keeps them: by name, in capitals, in the
 * order of the card. A plain text is a value without anything beside it; an object keeps the parts of a structured value, the types and
 * the label that stood beside it. Both can be written out as they came.
 */
export type VcardExtra = Record<string, (string | VcardExtraValue)[]>
export interface VcardExtraValue {
  /** One part for a plain value; the parts between semicolons for a structured one. */
  value: string[]
  types?: string[]
  /** What Apple's X-ABLabel called it. */
  label?: string
}

/** Reads `customer.extra`; whatever else stands there is left out. */
export function readVcardExtra(extra: string): { name: string; value: VcardExtraValue }[] {
  let stored: unknown
  try {
    stored = JSON.parse(extra)
  } catch {
    return []
  }
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return []
  return Object.entries(stored).flatMap(([name, values]) => {
    if (!NAME.test(name) || !Array.isArray(values)) return []
    return values.flatMap((value: unknown) => {
      const read = readValue(value)
      return read ? [{ name, value: read }] : []
    })
  })
}

const NAME = /^[A-Z0-9-]+$/

function readValue(value: unknown): VcardExtraValue | null {
  if (typeof value === 'string') return { value: [value] }
  if (typeof value !== 'object' || value === null) return null
  const { value: parts, types, label } = value as { value?: unknown; types?: unknown; label?: unknown }
  if (!isTexts(parts)) return null
  return {
    value: parts,
    ...(isTexts(types) && { types: types.filter((type) => /^[\w-]+$/.test(type)) }),
    ...(typeof label === 'string' && label !== '' && { label }),
  }
}

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((part) => typeof part === 'string')
