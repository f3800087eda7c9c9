import path from 'node:path'
import { hostApp } from './app.ts'
import { launchChromium } from './chromium.ts'
import { bundlePageScripts } from './page-scripts.ts'
import { isHeaded, runtime } from './runtime.ts'
import { watchTargets } from './targets.ts'

/** Starts Chromium and tells the app that it is ready. An app that has quit meanwhile, say for a lost lock, starts nothing. */
export async function start(): Promise<void> {
  if (hostApp.isGone) return
  const switches = [...runtime.switches.filter((entry) => !entry.startsWith('--inspect')), ...hostApp.commandLine.toArguments()]
  const profile = path.join(hostApp.getPath('sessionData'), 'standin-chromium')
  const [browser, scripts] = await Promise.all([launchChromium({ profile, switches, isHeadless: !isHeaded() }), bundlePageScripts()])
  runtime.browser = browser
  runtime.scripts = scripts
  Object.defineProperty(process, 'versions', { value: Object.freeze({ ...process.versions, chrome: browser.version }) })
  browser.process.once('exit', () => {
    if (hostApp.isGone) return
    console.error('electron stand-in: Chromium has ended unexpectedly')
    hostApp.exit(1)
  })
  await watchTargets(browser.cdp)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => hostApp.quit())
  hostApp.becomeReady()
}
