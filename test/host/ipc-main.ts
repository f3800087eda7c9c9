import { EventEmitter } from 'node:events'
import { strict } from './strict.ts'

type Handler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown
type Members = 'handle' | 'handleOnce' | 'removeHandler'

class HostIpcMain extends EventEmitter implements Pick<Electron.IpcMain, Members> {
  readonly #handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.#handlers.set(channel, handler)
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel)
      return handler(event, ...args)
    })
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel)
  }

  async invoke(event: unknown, channel: string, args: unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    return await handler(event as Electron.IpcMainInvokeEvent, ...args)
  }
}

export const hostIpcMain = new HostIpcMain()
export const ipcMain = strict('ipcMain', hostIpcMain) as unknown as Pick<Electron.IpcMain, Members | 'off' | 'on' | 'once' | 'removeAllListeners'>
