/** Lower case, without accents, ä=ae and ß=ss: people type names and commands the way that is quickest. */
export const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([aou])e/g, '$1')

/** How well a label answers what was typed: 0 not at all; every typed word must begin a word of the label, or stand inside it for less. */
export function matchScore(typed: string, label: string): number {
  const words = folded(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return 1
  const text = folded(label)
  const starts = text.split(/[\s/-]+/)
  let score = 0
  for (const word of words) {
    if (starts.some((start) => start.startsWith(word))) score += text.startsWith(word) ? 3 : 2
    else if (word.length > 2 && text.includes(word)) score += 1
    else return 0
  }
  return score
}
