import { z } from 'zod'

/** A field that the owner made, as a column: `own:` and its id. */
export const OwnTarget = z.templateLiteral(['own:', z.int().positive()])
export type OwnTarget = z.infer<typeof OwnTarget>
