import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'
import { iconNames } from '../../renderer/ui/icon-names.ts'

const NAME = 'virtual:lucide-icons'
interface Collection {
  icons: Record<string, { body: string } | undefined>
  aliases: Record<string, { parent: string } | undefined>
}

/** Puts the drawings of the icons that we use into the bundle, and nothing else of the collection: no request, no icon font. */
export function lucideIcons(): Plugin {
  return {
    name: 'lucide-icons',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    load(id) {
      if (id !== `\0${NAME}`) return null
      const file = createRequire(import.meta.url).resolve('@iconify-json/lucide/icons.json')
      const { icons, aliases } = JSON.parse(readFileSync(file, 'utf8')) as Collection
      const bodies = iconNames.map((name) => {
        const body = (icons[name] ?? icons[aliases[name]?.parent ?? ''])?.body
        if (body === undefined) throw new Error(`lucide has no icon named ${name}`)
        // The stroke comes from the svg element, so that one place decides on weight and colour.
        return [name, body.replace(/ (fill="none"|stroke="currentColor"|stroke-(width|linecap|linejoin)="[^"]*")/g, '')]
      })
      return `export const icons = ${JSON.stringify(Object.fromEntries(bodies))}`
    },
  }
}
