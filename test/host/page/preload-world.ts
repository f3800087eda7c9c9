// Runs in a world of its own beside the page: the `electron` module as a sandboxed preload sees it, and the preload itself.
import { decode, encode } from '../codec.ts'
import type { ToMain, ToPreload } from '../codec.ts'
import './config.ts'
import { Emitter } from './emitter.ts'
import { Endpoint } from './endpoint.ts'
import { listenForAccelerators } from './keys.ts'

/** The parameters that Electron's own wrapper gives a sandboxed preload. */
type Preload = (
  require: (name: string) => unknown,
  process: unknown,
  global: unknown,
  setImmediate: unknown,
  clearImmediate: unknown,
  exports: object,
  module: { exports: object },
) => void
declare global {
  var __electronSend: ((text: string) => void) | undefined
  var __electronReceive: (text: string) => void
  var __electronBoot: (path: string, preload: Preload) => void
}

const missing = (what: string): never => {
  throw new Error(`electron stand-in: ${what} is not supported in a preload`)
}
const missingModule = (name: string): object => new Proxy({}, { get: (_target, key) => missing(`${name}.${String(key)}`) })

function connect(transport: (text: string) => void) {
  const send = (message: ToMain): void => transport(encode(message))
  const waiting = new Map<number, (reply: { error: string } | { result: unknown }) => void>()
  let lastId = 0
  const ask = (message: (id: number) => ToMain): Promise<{ error: string } | { result: unknown }> =>
    new Promise((resolve) => {
      const id = ++lastId
      send(message(id)) // a value that cannot be cloned throws here, which rejects the promise
      waiting.set(id, resolve)
    })
  return {
    send,
    ask,
    settle: (id: number, reply: { error: string } | { result: unknown }) => {
      waiting.get(id)?.(reply)
      waiting.delete(id)
    },
  }
}

function makeIpcRenderer({ send, ask }: ReturnType<typeof connect>) {
  return Object.assign(new Emitter(), {
    async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const reply = await ask((id) => ({ kind: 'invoke', id, channel, args }))
      if ('error' in reply) throw new Error(`Error invoking remote method '${channel}': ${reply.error}`)
      return reply.result
    },
    send: (channel: string, ...args: unknown[]) => send({ kind: 'send', channel, args }),
    sendSync: () => missing('ipcRenderer.sendSync'),
    postMessage: () => missing('ipcRenderer.postMessage'),
  })
}

/** Electron lets a sandboxed preload load these modules and no other. */
function makeRequire(electron: object): (name: string) => unknown {
  const timers = { setTimeout, clearTimeout, setInterval, clearInterval }
  const urls = { URL, URLSearchParams }
  const modules = new Map<string, unknown>([
    ['electron', electron],
    ['electron/renderer', electron],
    ['electron/common', electron],
    ['events', Emitter],
    ['node:events', Emitter],
    ['timers', timers],
    ['node:timers', timers],
    ['url', urls],
    ['node:url', urls],
  ])
  return (name) => {
    if (!modules.has(name)) throw new Error(`module not found: ${name}`)
    return modules.get(name)
  }
}

function boot(path: string, preload: Preload): void {
  const transport = globalThis.__electronSend
  if (window.top !== window || !transport) return
  Reflect.deleteProperty(globalThis, '__electronSend')
  const main = connect(transport)
  const bridge = new Endpoint(__STANDIN__.bridge, 'preload')
  const ipcRenderer = makeIpcRenderer(main)
  const setAccelerators = listenForAccelerators(__STANDIN__.accelerators, (accelerator) => main.send({ kind: 'accelerator', accelerator }))

  globalThis.__electronReceive = (text) => {
    const message = decode<ToPreload>(text)
    if (message.kind === 'reply') main.settle(message.id, message.reply)
    else if (message.kind === 'send') ipcRenderer.emit(message.channel, { sender: ipcRenderer, ports: [] }, ...message.args)
    else setAccelerators(message.accelerators)
  }
  bridge.expose('\0permission', async (permission: string, details: Record<string, unknown>) => {
    const reply = await main.ask((id) => ({ kind: 'permission', id, permission, details }))
    return 'result' in reply && reply.result === true
  })

  const electron = {
    contextBridge: {
      exposeInMainWorld: (key: string, value: unknown) => bridge.expose(key, value),
      exposeInIsolatedWorld: () => missing('contextBridge.exposeInIsolatedWorld'),
      executeInMainWorld: () => missing('contextBridge.executeInMainWorld'),
    },
    ipcRenderer,
    webFrame: missingModule('webFrame'),
    webUtils: missingModule('webUtils'),
    nativeImage: missingModule('nativeImage'),
    crashReporter: missingModule('crashReporter'),
  }
  const module = { exports: {} }
  const setImmediate = (run: () => void) => setTimeout(run, 0)
  try {
    preload(makeRequire(electron), Object.assign(new Emitter(), __STANDIN__.process), globalThis, setImmediate, clearTimeout, module.exports, module)
  } catch (error) {
    console.error(`Unable to load preload script: ${path}`, error)
    main.send({ kind: 'preload-error', path, error: error instanceof Error ? error : new Error(String(error)) })
  }
}
globalThis.__electronBoot = boot
