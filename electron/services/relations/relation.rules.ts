import type { CustomerKind, Relation } from '#contract'
import { AppError } from '../../database/app-error.ts'

type Said = Omit<Relation, 'id'>
interface End {
  kind: CustomerKind
  displayName: string
}

/** A relation as it is stored: labels as its kind needs them, the person before the firm. Refuses what its kind cannot mean. */
export function orderly(said: Said, a: End, b: End): Said {
  switch (said.kind) {
    case 'household':
      return { ...said, label: '', reverseLabel: '' }
    case 'family':
      return said
    case 'firm':
      if (a.kind === b.kind) throw new AppError('invalid', 'relation-firm-needed', { name: a.displayName, other: b.displayName })
      return a.kind === 'person' ? said : { kind: 'firm', aId: said.bId, bId: said.aId, label: said.reverseLabel, reverseLabel: said.label }
    case 'free':
      if (said.label === '') throw new AppError('invalid', 'relation-label-missing')
      return { ...said, reverseLabel: said.reverseLabel === '' ? said.label : said.reverseLabel }
  }
}

/** Whether two relations between the same two customers say the same, whichever way round. */
export function saysTheSame(one: Said, other: Said): boolean {
  if (one.kind !== other.kind) return false
  if (one.kind === 'household' || one.kind === 'firm') return true
  const labels = ({ label, reverseLabel }: Said) => [label.toLowerCase(), reverseLabel.toLowerCase()]
  const [here, there] = [labels(one), labels(other)]
  return JSON.stringify(one.aId === other.aId ? here : here.toReversed()) === JSON.stringify(there)
}

/** A street as it is compared: "Hüfferstraße 12", "Huefferstr. 12" and "hüfferstr 12" are one. */
export const streetKey = (street: string): string =>
  street
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replace(/stra(ss|s)e/g, 'str')
    .replace(/[^\p{L}\p{N}]+/gu, '')
