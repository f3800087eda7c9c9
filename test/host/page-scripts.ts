// The parts of the stand-in that run inside a page, bundled once per start (about 15 ms).
import path from 'node:path'

export interface PageScripts {
  mainWorld: string
  preloadWorld: string
}

export async function bundlePageScripts(): Promise<PageScripts> {
  const { rolldown } = await import('rolldown') // a second instance hands over and leaves without ever needing it
  const bundle = async (file: string): Promise<string> => {
    const build = await rolldown({ input: path.join(import.meta.dirname, 'page', file), platform: 'browser' })
    const { output } = await build.generate({ format: 'iife', minify: true })
    return output[0].code
  }
  const [mainWorld, preloadWorld] = await Promise.all([bundle('main-world.ts'), bundle('preload-world.ts')])
  return { mainWorld, preloadWorld }
}
