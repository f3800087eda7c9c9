import type { ContactPurpose, Phase, TextBlock, TextChannel } from '#contract'

/** What the editor holds; all but the id of a block. */
export interface TextDraft {
  name: string
  channel: TextChannel
  phase: Phase | null
  purpose: ContactPurpose
  subject: string
  body: string
  informalBody: string
}
export const draftOf = (block: TextBlock | null): TextDraft =>
  block
    ? (({ id: _id, ...content }) => content)(block)
    : { name: '', channel: 'any', phase: null, purpose: 'advertising', subject: '', body: '', informalBody: '' }

export const differs = (one: TextDraft, other: TextDraft): boolean => (Object.keys(one) as (keyof TextDraft)[]).some((key) => one[key] !== other[key])
