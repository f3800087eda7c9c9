// Every request of every page passes here first: documents can be refused, and the app's own schemes are answered.
import type { CdpSession, Protocol } from './cdp.ts'
import { schemeHandler } from './protocol.ts'
import { contentsByTarget } from './registry.ts'
import { hostEvent } from './strict.ts'
import { isAppUrl, toAppUrl } from './urls.ts'

type Paused = Protocol.Fetch.requestPausedPayload

/** Frames of popups that are being closed; they must not reach the network in their last moment. */
export const doomedFrames = new Set<string>()

/** Decides what happens to one paused request. Only one client may pause requests for all pages, so this is the place. */
export async function decideRequest(browser: CdpSession, paused: Paused): Promise<void> {
  const { requestId, request } = paused
  if (mustFail(paused)) {
    await browser.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
  } else if (!isAppUrl(request.url)) {
    await browser.send('Fetch.continueRequest', { requestId })
  } else {
    await answer(browser, paused)
  }
}

function mustFail({ request, frameId, resourceType }: Paused): boolean {
  if (doomedFrames.has(frameId)) return true
  // Chrome asks for an icon, Electron never does.
  if (resourceType === 'Other' && new URL(request.url).pathname === '/favicon.ico') return true
  return resourceType === 'Document' && isPreventedNavigation(frameId, request)
}

function isPreventedNavigation(frameId: string, request: Protocol.Network.Request): boolean {
  const contents = contentsByTarget.get(frameId) // found for main frames only
  if (!contents) return false
  const isExpected = contents.expectedUrl === request.url
  contents.expectedUrl = undefined
  if (isExpected) return false
  const url = toAppUrl(request.url + (request.urlFragment ?? ''))
  const event = hostEvent({ url, isSameDocument: false, isMainFrame: true })
  contents.emit('will-navigate', event, url)
  return event.defaultPrevented
}

async function answer(browser: CdpSession, { requestId, request }: Paused): Promise<void> {
  const url = toAppUrl(request.url)
  const handler = schemeHandler(new URL(url).protocol.slice(0, -1))
  try {
    if (!handler) throw new Error(`electron stand-in: nothing handles ${url}`)
    const bodyParts = (request.postDataEntries ?? []).map(({ bytes }) => Buffer.from(bytes ?? '', 'base64'))
    const body = bodyParts.length > 0 ? { body: Buffer.concat(bodyParts) } : {}
    const response = await handler(new Request(url, { method: request.method, headers: request.headers, ...body }))
    await browser.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    })
  } catch (error) {
    console.error(error)
    await browser.send('Fetch.failRequest', { requestId, errorReason: 'Failed' })
  }
}
