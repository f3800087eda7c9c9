/** Tables whose columns stand apart by blanks alone, one or many. */
const cut = (line: string): string[] => line.trim().split(/[ \t]+/)

/** Whether blanks cut most lines of a sample into the same number of columns, more than two of them. */
export function isCutByBlanks(sample: string): boolean {
  const lines = sample
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 60)
  const width = lines[0] === undefined ? 0 : cut(lines[0]).length
  return width > 2 && lines.filter((line) => cut(line).length === width).length >= lines.length * 0.9
}

/** The same text with one tab between columns; it comes in pieces, cut anywhere. */
export function* tabbed(chunks: Iterable<string>): Generator<string> {
  let rest = ''
  for (const chunk of chunks) {
    const text = rest + chunk
    const end = text.lastIndexOf('\n') + 1
    rest = text.slice(end)
    if (end > 0) yield withTabs(text.slice(0, end))
  }
  if (rest !== '') yield withTabs(rest)
}
const withTabs = (text: string) => text.replace(/^[ \t]+|[ \t]+$/gm, '').replace(/[ \t]+/g, '\t')
