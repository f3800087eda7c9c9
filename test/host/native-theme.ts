import { EventEmitter } from 'node:events'
import type { CdpSession } from './cdp.ts'
import { contentsById } from './registry.ts'
import { strict } from './strict.ts'

type Members = 'shouldUseDarkColors' | 'themeSource'

class HostNativeTheme extends EventEmitter implements Pick<Electron.NativeTheme, Members> {
  #source: Electron.NativeTheme['themeSource'] = 'system'

  get themeSource(): Electron.NativeTheme['themeSource'] {
    return this.#source
  }
  set themeSource(source) {
    this.#source = source
    for (const contents of contentsById.values())
      void contents
        .cdp()
        .then((cdp) => this.applyTo(cdp))
        .catch(() => {})
    this.emit('updated')
  }
  /** What the system prefers is not known here; light is the answer of a plain desktop. */
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }

  async applyTo(cdp: CdpSession): Promise<void> {
    const features = this.#source === 'system' ? [] : [{ name: 'prefers-color-scheme', value: this.#source }]
    await cdp.send('Emulation.setEmulatedMedia', { features })
  }
}

export const hostNativeTheme = new HostNativeTheme()
type ThemeEvents = 'off' | 'on' | 'once' | 'removeListener'
export const nativeTheme = strict('nativeTheme', hostNativeTheme) as unknown as Pick<Electron.NativeTheme, Members | ThemeEvents>
