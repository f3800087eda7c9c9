import { z } from 'zod'
import { read, write } from './call.ts'
import { CardSheet } from './card-sheets.ts'
import { CardDesignId, FilePath, line, Nothing, paragraph } from './values.ts'

export const cardDesignReasons = [
  'card-design-gone',
  'card-design-name-missing',
  'card-design-name-taken',
  'card-design-is-default',
  'card-logo-too-large',
  'card-logo-not-an-image',
  'card-logo-broken',
] as const

/** The largest logo that is kept. */
export const LOGO_LIMIT_BYTES = 2_000_000

const Color = z.string().regex(/^#[0-9a-f]{6}$/i)
/** A line on the front of a card; without a text of the owner's the screen's own word stands before the value. */
export const CardDesignLine = z.object({ kind: z.enum(['since', 'tier', 'number']), label: line(40) })
export type CardDesignLine = z.infer<typeof CardDesignLine>
const look = {
  /** What the owner calls it; '' only for the first one. */
  name: line(60),
  /** The group (club) whose cards these are, and which they name; '' for the usual ones. */
  club: line(60),
  color: Color,
  /** A strip along the lower edge; '' for none. */
  accent: z.union([z.literal(''), Color]),
  /** What the card calls itself; '' for the screen's own word. */
  title: line(40),
  subtitle: line(80),
  backText: paragraph(400),
  hasName: z.boolean(),
  lines: z.array(CardDesignLine).max(3),
  logoPlace: z.enum(['beside', 'instead']),
}
export const CardLogoState = z.enum(['none', 'there', 'missing'])
export const CardDesign = z.object({
  id: CardDesignId,
  ...look,
  isDefault: z.boolean(),
  logoName: z.string(),
  /** `missing`: its content is gone or broken; cards are printed without it. */
  logo: CardLogoState,
  /** How many cards carry it by name; the default counts the others too. */
  cards: z.int(),
})
export type CardDesign = z.infer<typeof CardDesign>
/** Words of the owner's language for what a design leaves open. */
export const CardLabels = z.object({ card: line(40), since: line(40).default(''), tier: line(40).default('') })

export const cardDesignCalls = {
  /** The default first, then by name. */
  designs: read(Nothing, z.array(CardDesign)),
  /** A new design, like the default where nothing else is said, or a change of one. */
  saveDesign: write(z.object({ designId: CardDesignId.optional(), ...z.object(look).partial().shape }), CardDesign, ['cards']),
  /** Its cards take the default from then on. */
  removeDesign: write(z.object({ designId: CardDesignId }), CardDesign, ['cards']),
  makeDefault: write(z.object({ designId: CardDesignId }), CardDesign, ['cards']),
  /** A PNG, JPEG or SVG of at most 2 MB. */
  setLogo: write(z.object({ designId: CardDesignId, file: FilePath }), CardDesign, ['cards'], { paths: ['file'] }),
  removeLogo: write(z.object({ designId: CardDesignId }), CardDesign, ['cards']),
  /** One card of a design, front and back, drawn as it is printed, for somebody invented; `size` says of which sheet. */
  previewDesign: read(
    z.object({
      designId: CardDesignId,
      size: CardSheet.default('cr80'),
      labels: CardLabels.default({ card: 'Kundenkarte', since: '', tier: '' }),
      name: line(120).default(''),
      tier: line(60).default(''),
    }),
    z.object({ html: z.string(), pages: z.int(), widthMm: z.number(), heightMm: z.number() }),
  ),
}
