/** What main puts in front of each page script, as a constant of that script's own block. */
export interface PageConfig {
  /** Name of the DOM event that carries the context bridge; another one for every window. */
  bridge: string
  accelerators: string[]
  process: Record<string, unknown>
}
declare global {
  const __STANDIN__: PageConfig
}
