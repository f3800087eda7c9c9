/** A row of numbers that look random and come out the same on every computer. */
export interface Random {
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number
  /** True in so many of a hundred cases. */
  percent(chance: number): boolean
  pick<T>(from: readonly [T, ...T[]]): T
}

/** mulberry32: small, fast, and good enough to invent people. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  function fraction(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (from: number, to: number) => from + Math.floor(fraction() * (to - from + 1))
  return {
    whole,
    percent: (chance) => fraction() * 100 < chance,
    pick: (from) => from[whole(0, from.length - 1)] ?? from[0],
  }
}
