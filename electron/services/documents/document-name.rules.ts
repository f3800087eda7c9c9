const FORBIDDEN = /[\p{Cc}\p{Cf}<>:"/\\|?*\u2028\u2029]/gu
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
const MOST_BYTES = 180

/** A file name that every system takes: no paths, no control or direction marks, at most 180 bytes, its ending kept. Empty where nothing is left. */
export function documentName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replace(FORBIDDEN, '_')
    .replace(/^[. ]+|[. ]+$/g, '')
  const safe = RESERVED.test(clean) ? `_${clean}` : clean
  const ending = /\.[^.]{1,12}$/u.exec(safe)?.[0] ?? ''
  let stem = Array.from(safe.slice(0, safe.length - ending.length))
  while (Buffer.byteLength(stem.join('') + ending) > MOST_BYTES) stem = stem.slice(0, -1)
  return stem.join('') + ending
}
