import { z } from 'zod'
import { job, read, write } from './call.ts'
import { CareDays, line, Nothing, OperationId } from './values.ts'

export const tagReasons = ['tag-gone', 'tag-exists', 'tag-name-missing'] as const

export const TagColor = z.enum(['grey', 'berry', 'violet', 'blue', 'green', 'yellow', 'orange', 'red'])
export type TagColor = z.infer<typeof TagColor>
/** `careDays`: customers with it are to be heard from so often; null where it says nothing about that. */
const Tag = z.object({ name: z.string(), color: TagColor, careDays: z.int().nullable(), count: z.int() })
export type Tag = z.infer<typeof Tag>
/** `operationId` is null when nothing had to change; `customers` counts those in the bin as well. */
const Changed = z.object({ operationId: OperationId.nullable(), customers: z.int() })
const name = line(40)
const everywhere = { touches: ['tags', 'customers', 'operations'], writes: true } as const

export const tagCalls = {
  /** All tags that a customer has or that have a colour, the most used first. */
  list: read(Nothing, z.array(Tag)),
  /** Only those that are not grey; quick, for every screen that shows tags. */
  colors: read(Nothing, z.array(z.object({ name: z.string(), color: TagColor }))),
  setColor: write(z.object({ name, color: TagColor }), z.object({ name: z.string(), color: TagColor }), ['tags']),
  setCareDays: write(z.object({ name, careDays: CareDays.nullable() }), z.object({ name: z.string(), careDays: CareDays.nullable() }), [
    'tags',
    'care',
  ]),
  /** Everywhere at once, in one operation. Refuses a name that another tag has; see `mergeInto`. Jobs, because thousands can have it. */
  rename: job(z.object({ name, newName: name }), Changed, everywhere),
  /** Customers who have `name` have `into` afterwards, each once. */
  mergeInto: job(z.object({ name, into: name }), Changed, everywhere),
  remove: job(z.object({ name }), Changed, everywhere),
}
