/** Puts values into `{name}` places; for menu, dialogs and command line, which need no plurals. A missing value leaves the place empty. */
export function format(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{'([^']*)'\}/g, '$1').replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
