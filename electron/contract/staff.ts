import { z } from 'zod'
import { read, write } from './call.ts'
import { IsoDate, line, Nothing, StaffId } from './values.ts'

export const staffReasons = ['staff-gone', 'staff-name-missing', 'staff-name-taken', 'staff-name-left'] as const

/** Somebody who serves customers; a first name and nothing else. */
export const StaffMember = z.object({ staffId: StaffId, name: z.string(), leftOn: IsoDate.nullable() })
export type StaffMember = z.infer<typeof StaffMember>

export const staffCalls = {
  /** Those who are here first, in the order in which they came; then those who have left. */
  list: read(Nothing, z.array(StaffMember)),
  save: write(z.object({ staffId: StaffId.optional(), name: line(40) }), StaffMember, ['staff']),
  /** Is no longer offered; receipts and contacts keep the name. */
  leave: write(z.object({ staffId: StaffId }), StaffMember, ['staff']),
  comeBack: write(z.object({ staffId: StaffId }), StaffMember, ['staff']),
}
