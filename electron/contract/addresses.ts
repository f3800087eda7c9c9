import { z } from 'zod'
import { read } from './call.ts'
import { Salutation } from './customers.ts'
import { CustomerId } from './values.ts'

export const addressCalls = {
  /**
   * Postcodes with their towns, offline: all towns of a postcode (from its fifth digit on), or all postcodes of towns that begin so. Germany only.
   * `isKnown` is false for five digits that no German town has.
   */
  suggest: read(
    z.object({ postcode: z.string().max(12).optional(), city: z.string().max(80).optional(), limit: z.int().min(1).max(50).default(10) }),
    z.object({ isKnown: z.boolean(), places: z.array(z.object({ postcode: z.string(), city: z.string() })) }),
  ),
  /** The address field of a letter by DIN 5008; `borrowed` counts the lines beyond its six. `address` is its place in the customer's list. */
  block: read(
    z.object({ customerId: CustomerId, address: z.int().min(0).max(19).default(0) }),
    z.object({ lines: z.array(z.string()), borrowed: z.int() }),
  ),
  /** How a letter to a customer begins, line by line; `secondId` is the other one of a couple. Always in German. */
  greeting: read(z.object({ customerId: CustomerId, secondId: CustomerId.optional() }), z.object({ lines: z.array(z.string()), isOwn: z.boolean() })),
  /** The form of address that a first name suggests, for the owner to confirm; null where it suggests none or more than one. */
  salutationFor: read(z.object({ firstName: z.string().max(120) }), z.object({ salutation: Salutation.extract(['ms', 'mr']).nullable() })),
}
