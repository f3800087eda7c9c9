import { pressAccelerator } from './accelerators.ts'
import type { CdpSession } from './cdp.ts'
import { decode, encode } from './codec.ts'
import type { ToMain, ToPreload } from './codec.ts'
import { hostIpcMain } from './ipc-main.ts'
import { preloadWorld, transportBinding } from './page-install.ts'
import { hostEvent } from './strict.ts'
import { toAppUrl } from './urls.ts'
import type { HostWebContents } from './web-contents.ts'

/** Turns what Chromium reports about a page into Electron's events, and carries its messages to main. */
export function watchPage(contents: HostWebContents, cdp: CdpSession): void {
  const { targetId } = contents
  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    const frameId = (context.auxData as { frameId?: string } | undefined)?.frameId
    if (context.name === preloadWorld && frameId === targetId) contents.preloadContext = context.uniqueId
  })
  cdp.on('Runtime.bindingCalled', ({ name, payload }) => {
    if (name === transportBinding) receive(contents, decode<ToMain>(payload))
  })
  cdp.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId !== undefined) return
    contents.url = toAppUrl(frame.url + (frame.urlFragment ?? ''))
    contents.emit('did-navigate', hostEvent(), contents.url, 200, 'OK')
  })
  cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    if (frameId !== targetId) return
    contents.url = toAppUrl(url)
    contents.emit('did-navigate-in-page', hostEvent(), contents.url, true)
  })
  cdp.on('Page.domContentEventFired', () => contents.emit('dom-ready', hostEvent()))
  cdp.on('Page.loadEventFired', () => {
    contents.isPageLoading = false
    contents.emit('did-finish-load', hostEvent())
  })
  cdp.on('Page.windowOpen', ({ url }) => {
    contents.lastOpenedUrl = toAppUrl(url)
  })
  cdp.on('Inspector.targetCrashed', () => contents.emit('render-process-gone', hostEvent(), { reason: 'crashed', exitCode: 1 }))
}

function receive(contents: HostWebContents, message: ToMain): void {
  switch (message.kind) {
    case 'invoke':
      void answerInvoke(contents, message.channel, message.args).then((reply) => contents.post({ kind: 'reply', id: message.id, reply }))
      return
    case 'send':
      hostIpcMain.emit(message.channel, ipcEvent(contents), ...message.args)
      return
    case 'permission':
      void contents.session
        .askPermission(contents, message.permission, message.details)
        .then((result) => contents.post({ kind: 'reply', id: message.id, reply: { result } }))
      return
    case 'accelerator':
      return pressAccelerator(message.accelerator)
    case 'preload-error':
      contents.emit('preload-error', hostEvent(), message.path, message.error)
  }
}

function ipcEvent(contents: HostWebContents) {
  return { ...hostEvent(), type: 'frame', sender: contents, senderFrame: contents.mainFrame, frameId: 1, processId: 1 }
}

/** The page learns of a handler's error by its text alone, in Electron's words. */
async function answerInvoke(contents: HostWebContents, channel: string, args: unknown[]): Promise<Extract<ToPreload, { kind: 'reply' }>['reply']> {
  try {
    const result = await hostIpcMain.invoke(ipcEvent(contents), channel, args)
    encode(result) // an answer that cannot be cloned is an error of the handler
    return { result }
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error)
    return { error: String(error) }
  }
}
