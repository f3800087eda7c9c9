const PREFIX = 4
const PREFIX_WEIGHT = 0.1

/** Jaro-Winkler likeness of two texts, 0 to 1. Slips in typing cost little, and least of all behind a right beginning. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1
  if (a === '' || b === '') return 0
  const reach = Math.max(0, (Math.max(a.length, b.length) >> 1) - 1)
  // Names are short, so which letters have found a partner fits into the bits of a number; the rest of a long text is not compared.
  const [long, short] = a.length >= b.length ? [a.slice(0, 31), b.slice(0, 31)] : [b.slice(0, 31), a.slice(0, 31)]
  let taken = 0
  let found = 0
  let matches = 0
  for (let i = 0; i < short.length; i++) {
    const letter = short.charCodeAt(i)
    const end = Math.min(long.length - 1, i + reach)
    for (let j = Math.max(0, i - reach); j <= end; j++) {
      if ((taken & (1 << j)) !== 0 || long.charCodeAt(j) !== letter) continue
      taken |= 1 << j
      found |= 1 << i
      matches++
      break
    }
  }
  if (matches === 0) return 0
  let outOfPlace = 0
  for (let i = 0, j = 0; i < short.length; i++) {
    if ((found & (1 << i)) === 0) continue
    while ((taken & (1 << j)) === 0) j++
    if (short.charCodeAt(i) !== long.charCodeAt(j)) outOfPlace++
    j++
  }
  const jaro = (matches / short.length + matches / long.length + (matches - outOfPlace / 2) / matches) / 3
  let prefix = 0
  while (prefix < PREFIX && prefix < short.length && short[prefix] === long[prefix]) prefix++
  return jaro + prefix * PREFIX_WEIGHT * (1 - jaro)
}

/** Whether two texts differ by one letter left out, or by two neighbours that changed places. */
export function isOneSlip(a: string, b: string): boolean {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a]
  let at = 0
  while (at < short.length && long[at] === short[at]) at++
  if (long.length === short.length + 1) return long.slice(at + 1) === short.slice(at)
  return long.length === short.length && long[at] === short[at + 1] && long[at + 1] === short[at] && long.slice(at + 2) === short.slice(at + 2)
}
