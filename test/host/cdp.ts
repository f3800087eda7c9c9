// A small DevTools protocol client over --remote-debugging-pipe: no open port and nothing to install.
import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'
// Types only: they come with Playwright and know every command and event.
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts'

export type { Protocol }
type Command = keyof Protocol.CommandParameters
interface Waiting {
  method: string
  resolve: (result: unknown) => void
  reject: (error: Error) => void
}
type Message =
  | { id: number; result?: unknown; error?: { message: string } }
  | { id?: undefined; method: keyof Protocol.EventMap; params: never; sessionId?: string }

/** One attached target, or the browser itself. */
export class CdpSession extends EventEmitter<Protocol.EventMap> {
  readonly #client: CdpClient
  readonly #id: string | undefined

  constructor(client: CdpClient, id: string | undefined) {
    super()
    this.setMaxListeners(0)
    this.#client = client
    this.#id = id
  }

  send<M extends Command>(method: M, parameters?: Protocol.CommandParameters[M]): Promise<Protocol.CommandReturnValues[M]> {
    return this.#client.send(method, parameters ?? {}, this.#id) as Promise<Protocol.CommandReturnValues[M]>
  }
}

export class CdpClient {
  readonly browser: CdpSession = new CdpSession(this, undefined)
  readonly #output: Writable
  readonly #waiting = new Map<number, Waiting>()
  readonly #sessions = new Map<string, CdpSession>()
  #lastId = 0
  #isClosed = false

  constructor(output: Writable, input: Readable) {
    this.#output = output
    output.on('error', () => {}) // the close of `input` tells the same story and is handled
    readMessages(input, (text) => this.#receive(JSON.parse(text) as Message))
    input.on('close', () => {
      this.#isClosed = true
      for (const { method, reject } of this.#waiting.values()) reject(new Error(`${method}: Chromium is gone`))
      this.#waiting.clear()
    })
  }

  session(id: string): CdpSession {
    const known = this.#sessions.get(id)
    if (known) return known
    const session = new CdpSession(this, id)
    this.#sessions.set(id, session)
    return session
  }

  send(method: Command, params: object, sessionId: string | undefined): Promise<unknown> {
    if (this.#isClosed) return Promise.reject(new Error(`${method}: Chromium is gone`))
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId
      this.#waiting.set(id, { method, resolve, reject })
      this.#output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    })
  }

  #receive(message: Message): void {
    if (message.id !== undefined) {
      const waiting = this.#waiting.get(message.id)
      this.#waiting.delete(message.id)
      if (message.error) waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`))
      else waiting?.resolve(message.result)
      return
    }
    const session = message.sessionId === undefined ? this.browser : this.session(message.sessionId)
    ;(session as EventEmitter).emit(message.method, message.params)
  }
}

/** Messages end with a zero byte; a large one arrives in many pieces. */
function readMessages(input: Readable, receive: (text: string) => void): void {
  let pieces: Buffer[] = []
  input.on('data', (chunk: Buffer) => {
    let from = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      pieces.push(chunk.subarray(from, end))
      const text = Buffer.concat(pieces).toString('utf8')
      pieces = []
      from = end + 1
      receive(text)
    }
    if (from < chunk.length) pieces.push(chunk.subarray(from))
  })
}
