/** What counts as a scan (domain.md §12): a wedge scanner types faster than any hand. */
export interface ScanRules {
  /** The mean time between two characters, in ms, may not be longer. */
  maxGapMs: number
  minLength: number
  /** This much quiet ends a burst, in ms. */
  silenceMs: number
  /** The same code within this time counts once, in ms. */
  repeatMs: number
}
export const usualScan: ScanRules = { maxGapMs: 30, minLength: 6, silenceMs: 100, repeatMs: 1000 }

export interface ScannerBuffer {
  /** Takes a character; true when it begins a new burst. */
  add(character: string, atMs: number): boolean
  /** The burst ends, by Enter, Tab or silence: the code, or null when it was a hand or no code. */
  end(): string | null
  /** True for a code that was just read. */
  isRepeat(code: string, atMs: number): boolean
  clear(): void
}

/** Collects key presses and tells a scanner's burst from a person's typing. Knows no page and no clock. */
export function scannerBuffer(rules: () => ScanRules): ScannerBuffer {
  let keys: { character: string; at: number }[] = []
  let last: { code: string; at: number } | null = null
  return {
    add(character, at) {
      const previous = keys.at(-1)
      const isNew = previous === undefined || at - previous.at > rules().silenceMs
      if (isNew) keys = []
      keys.push({ character, at })
      return isNew
    },
    end() {
      const burst = burstIn(keys, rules())
      keys = []
      return burst === null ? null : codeIn(burst)
    },
    isRepeat(code, at) {
      const repeats = last !== null && last.code === code && at - last.at < rules().repeatMs
      last = { code, at }
      return repeats
    },
    clear() {
      keys = []
    },
  }
}

/** The text of a burst that is long and fast enough, without what a hand typed right before it. */
function burstIn(keys: readonly { character: string; at: number }[], { maxGapMs, minLength }: ScanRules): string | null {
  let start = 0
  for (let i = 1; i < keys.length; i++) if (keys[i]!.at - keys[i - 1]!.at > 2 * maxGapMs) start = i
  const burst = keys.slice(start)
  if (burst.length < minLength) return null
  const meanGap = (burst.at(-1)!.at - burst[0]!.at) / (burst.length - 1)
  return meanGap <= maxGapMs ? burst.map((key) => key.character).join('') : null
}

/** The card code in what was read: digits, or `SK1:` and digits. A scanner set to American keys types the colon of a German keyboard as Ö. */
function codeIn(text: string): string | null {
  if (/^\d+$/.test(text)) return text
  const coded = /^SK1[:;>ÖöÜ]?(\d+)$/i.exec(text)
  return coded ? `SK1:${coded[1] ?? ''}` : null
}
