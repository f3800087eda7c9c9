// Chromium reports every new page, and holds it still until it is told to go on.
import type { CdpClient, CdpSession, Protocol } from './cdp.ts'
import { awaitedAppWindows, contentsById, contentsByTarget } from './registry.ts'
import { decideRequest, doomedFrames } from './requests.ts'
import { log } from './runtime.ts'
import { unsupported } from './strict.ts'
import { toAppUrl } from './urls.ts'
import type { HostWebContents } from './web-contents.ts'

type TargetInfo = Protocol.Target.TargetInfo

/** Connects the whole browser to the stand-in's windows. */
export async function watchTargets(cdp: CdpClient): Promise<void> {
  const { browser } = cdp
  browser.on('Target.attachedToTarget', ({ sessionId, targetInfo, waitingForDebugger }) => {
    const session = cdp.session(sessionId)
    const resume = (): void => {
      if (waitingForDebugger) session.send('Runtime.runIfWaitingForDebugger').catch((error: unknown) => log(error))
    }
    if (targetInfo.type !== 'page') return resume()
    const contents = ownerOf(targetInfo)
    if (!contents) return closePopup(browser, targetInfo, resume)
    contents.attach(session, targetInfo.targetId)
    resume()
  })
  const gone = ({ targetId }: { targetId?: string }): void => contentsByTarget.get(targetId ?? '')?.detach()
  browser.on('Target.detachedFromTarget', gone)
  browser.on('Target.targetDestroyed', gone)
  browser.on('Fetch.requestPaused', (paused) => {
    decideRequest(browser, paused).catch((error: unknown) => log(error))
  })
  await browser.send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] })
  await browser.send('Target.setDiscoverTargets', { discover: true })
  await browser.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true })
}

function ownerOf({ url, openerId }: TargetInfo): HostWebContents | undefined {
  const marked = /^about:blank#standin-(\d+)$/.exec(url)
  if (marked) return contentsById.get(Number(marked[1]))
  return openerId === undefined ? awaitedAppWindows.shift() : undefined
}

/**
 * A page has called window.open. Chromium has opened the popup already, so it is closed again; its own first request is
 * stopped as well. The opener waits inside window.open until its popup runs, therefore the popup is resumed first.
 */
function closePopup(browser: CdpSession, { targetId, openerId, url }: TargetInfo, resume: () => void): void {
  const opener = contentsByTarget.get(openerId ?? '')
  doomedFrames.add(targetId)
  const answer = opener?.openHandler?.({
    url: opener.lastOpenedUrl ?? toAppUrl(url),
    frameName: '',
    features: '',
    disposition: 'foreground-tab',
    referrer: { url: '', policy: 'default' },
  })
  resume()
  browser.send('Target.closeTarget', { targetId }).catch((error: unknown) => log(error))
  if (opener && answer?.action !== 'deny') unsupported('a window that a page opens itself')
}
