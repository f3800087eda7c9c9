import type { Facts } from './facts.ts'
import type { Test } from './filter-field.ts'

/** One byte per slot: 1 for those who fit. */
export type Mask = Uint8Array

/** Answers the mask of a statement whose rows are customer ids. */
export type MaskOfSql = (sql: string, params: Record<string, string | number>) => Mask

/** Who meets a test: a walk over one short array for each condition. Customers that are gone fit nothing once the mask is cut to `live`. */
export function maskOf(test: Test, facts: Facts, ofSql: MaskOfSql): Mask {
  if ('every' in test) return joined(test.every, facts, ofSql, true)
  if ('some' in test) return joined(test.some, facts, ofSql, false)
  if ('sql' in test) return turned(ofSql(test.sql, test.params), test.not ?? false)
  return 'codes' in test ? byCodes(facts, test) : byRange(facts, test)
}

/** All of them, or one of them; of no test at all, everybody. */
export function joined(tests: readonly Test[], facts: Facts, ofSql: MaskOfSql, isEvery: boolean): Mask {
  const mask = new Uint8Array(facts.size).fill(isEvery || tests.length === 0 ? 1 : 0)
  for (const test of tests) {
    const one = maskOf(test, facts, ofSql)
    if (isEvery) for (let slot = 0; slot < mask.length; slot++) mask[slot]! &= one[slot]!
    else for (let slot = 0; slot < mask.length; slot++) mask[slot]! |= one[slot]!
  }
  return mask
}

/** A mask may belong to the memory of masks, so it is never changed in place. */
function turned(mask: Mask, not: boolean): Mask {
  if (!not) return mask
  const other = new Uint8Array(mask.length)
  for (let slot = 0; slot < mask.length; slot++) other[slot] = 1 - mask[slot]!
  return other
}
type Column = Facts['columns'][keyof Facts['columns']]
function byRange(facts: Facts, { column, low, high, not = false }: Extract<Test, { low: number }>): Mask {
  const values = facts.columns[column]
  const mask = new Uint8Array(facts.size)
  // Each kind of array gets a loop of its own: one loop for all three would be compiled for none.
  if (values instanceof Float64Array) fillLarge(mask, values, low, high)
  else if (values instanceof Int32Array) fillWhole(mask, values, low, high)
  else fillSmall(mask, values, low, high)
  return turned(mask, not)
}
function fillLarge(mask: Mask, values: Float64Array, low: number, high: number): void {
  for (let slot = 0; slot < mask.length; slot++) mask[slot] = values[slot]! >= low && values[slot]! <= high ? 1 : 0
}
function fillWhole(mask: Mask, values: Int32Array, low: number, high: number): void {
  for (let slot = 0; slot < mask.length; slot++) mask[slot] = values[slot]! >= low && values[slot]! <= high ? 1 : 0
}
function fillSmall(mask: Mask, values: Uint8Array, low: number, high: number): void {
  for (let slot = 0; slot < mask.length; slot++) mask[slot] = values[slot]! >= low && values[slot]! <= high ? 1 : 0
}
function byCodes(facts: Facts, { column, codes, not = false }: Extract<Test, { codes: readonly number[] }>): Mask {
  const values: Column = facts.columns[column]
  const mask = new Uint8Array(facts.size)
  const [only] = codes
  if (codes.length === 1 && only !== undefined) return byRange(facts, { column, low: only, high: only, not })
  const wanted = new Set(codes)
  for (let slot = 0; slot < mask.length; slot++) mask[slot] = wanted.has(values[slot]!) ? 1 : 0
  return turned(mask, not)
}

/** Cuts a mask to customers that are there, and counts them. */
export function livingOf(mask: Mask, facts: Facts): { mask: Mask; count: number } {
  const own = new Uint8Array(mask.length)
  const { live } = facts
  let count = 0
  for (let slot = 0; slot < own.length; slot++) {
    const fits = mask[slot]! & live[slot]!
    own[slot] = fits
    count += fits
  }
  return { mask: own, count }
}

/** The slots of a mask in an order. */
export function slotsIn(order: Uint32Array, mask: Mask, count: number): Uint32Array {
  const found = new Uint32Array(count)
  let size = 0
  for (let place = 0; place < order.length && size < count; place++) {
    const slot = order[place]!
    if (mask[slot] === 1) found[size++] = slot
  }
  return found.subarray(0, size)
}
