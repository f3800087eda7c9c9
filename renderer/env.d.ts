/// <reference types="vite/client" />
declare module 'virtual:lucide-icons' {
  /** Inner SVG of every icon by name. */
  export const icons: Readonly<Record<string, string>>
}
