import type { Relation, RelationKind } from '#contract'
import { tt } from '../words.ts'

type Seen = Pick<Relation, 'kind' | 'label'> & { isReversed: boolean }
/** What one is to the other: the owner's words, else those that are usual for the kind. */
export function relationWords({ kind, label, isReversed }: Seen): string {
  if (label !== '') return label
  return tt(kind === 'firm' && isReversed ? 'relations.usual.firmReversed' : `relations.usual.${kind}`)
}

/** What a relation can be called at a choice; the words are stored as they read then. */
export interface Preset {
  key: string
  label: string
  reverseLabel: string
}
const preset = (key: PresetName, reverse: PresetName = key): Preset => ({
  key,
  label: tt(`relations.presets.${key}`),
  reverseLabel: tt(`relations.presets.${reverse}`),
})
type PresetName = 'married' | 'partner' | 'mother' | 'father' | 'child' | 'parent' | 'sibling' | 'grandparent' | 'grandchild' | 'owner' | 'owned'

/** The choices for a kind, seen from a person or a firm; the first is what is usual and stores no words. */
export function presetsFor(kind: RelationKind, isFirm: boolean): Preset[] {
  const usual = { key: 'usual', label: '', reverseLabel: '' }
  switch (kind) {
    case 'household':
      return [usual]
    case 'family':
      return [
        usual,
        preset('married'),
        preset('partner'),
        preset('mother', 'child'),
        preset('father', 'child'),
        preset('parent', 'child'),
        preset('child', 'parent'),
        preset('sibling'),
        preset('grandparent', 'grandchild'),
        preset('grandchild', 'grandparent'),
      ]
    case 'firm':
      return [usual, isFirm ? preset('owned', 'owner') : preset('owner', 'owned')]
    case 'free':
      return []
  }
}
