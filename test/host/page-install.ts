import { readFileSync } from 'node:fs'
import { acceleratorKeys } from './accelerators.ts'
import type { CdpSession } from './cdp.ts'
import { hostNativeTheme } from './native-theme.ts'
import type { PageConfig } from './page/config.ts'
import { runtime } from './runtime.ts'
import type { HostWebContents } from './web-contents.ts'

/** Chromium's name for the isolated world in which the preload lives. */
export const preloadWorld = 'electron-preload'
export const transportBinding = '__electronSend'

function configFor(contents: HostWebContents): string {
  const config: PageConfig = {
    bridge: contents.bridge,
    accelerators: acceleratorKeys(),
    process: {
      type: 'renderer',
      sandboxed: true,
      contextIsolated: true,
      platform: process.platform,
      arch: process.arch,
      versions: process.versions,
      env: {},
      argv: [],
    },
  }
  return `const __STANDIN__ = ${JSON.stringify(config)};`
}

/** The preload's file wrapped in a function with the parameters that Electron gives it. */
function wrapPreload(file: string): string {
  const source = readFileSync(file, 'utf8')
  const parameters = 'require, process, global, setImmediate, clearImmediate, exports, module'
  return `__electronBoot(${JSON.stringify(file)}, function (${parameters}) {\n${source}\n});`
}

/**
 * Puts the bridge, the preload and the colour scheme into every document that this page will have. All commands leave in
 * one go, without a pause: a second client (Playwright) may let the page run as soon as it is attached.
 */
export async function installPageScripts(contents: HostWebContents, cdp: CdpSession): Promise<void> {
  const { scripts } = runtime
  if (!scripts) throw new Error('electron stand-in: the page scripts are not bundled yet')
  const config = configFor(contents)
  const commands: Array<Promise<unknown>> = [
    cdp.send('Page.enable'),
    cdp.send('Runtime.enable'),
    cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: `{${config}\n${scripts.mainWorld}}` }),
  ]
  if (contents.preload !== undefined) {
    const source = `{${config}\n${scripts.preloadWorld}\n${wrapPreload(contents.preload)}}\n//# sourceURL=electron-preload:${contents.preload}`
    commands.push(
      cdp.send('Runtime.addBinding', { name: transportBinding, executionContextName: preloadWorld }),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { worldName: preloadWorld, source }),
    )
  }
  if (hostNativeTheme.themeSource !== 'system') commands.push(hostNativeTheme.applyTo(cdp))
  await Promise.all(commands)
}
