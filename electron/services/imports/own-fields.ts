import type { CustomerId } from '#contract'

/** Fields that the owner made, as an import needs them; the capability that keeps them hands this over. */
export interface OwnFields {
  all(): readonly { id: number; name: string }[]
  /** The text as it is stored, or null where it does not fit the field. */
  read(fieldId: number, text: string): string | null
  /** Whether a customer has other values than these; values are as `read` gave them, by the field's id. */
  differs(customerId: CustomerId, values: Readonly<Record<string, string>>): boolean
  /** Sets values inside the running operation. */
  write(customerId: CustomerId, values: Readonly<Record<string, string>>): void
}
/** Where pictures go; the capability that keeps documents hands this over. */
export interface PhotoPlace {
  /** Keeps a picture as the customer's photo; the same one again changes nothing. False for what is no picture. */
  keep(customerId: CustomerId, content: Uint8Array): boolean
}
