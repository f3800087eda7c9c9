// One end of the context bridge. The page and the preload run in two JavaScript worlds that share the document but no
// objects. The detail of a CustomEvent is structured-cloned when the other world reads it, so data crosses by the
// browser's own algorithm; functions and promises cross by number, errors by their message.

/** A value on its way: a clone, a function, a promise, a list or object that holds one of these, or an error. */
type Packed =
  | { kind: 'clone'; value: unknown }
  | { kind: 'function' | 'promise'; id: number }
  | { kind: 'list'; items: Packed[] }
  | { kind: 'object'; entries: Array<[string, Packed]> }
  | { kind: 'error'; message: string }
type Message =
  | { kind: 'expose'; key: string; value: Packed }
  | { kind: 'call'; id: number; args: Packed[] }
  | { kind: 'reply'; value: Packed }
  | { kind: 'settle'; id: number; isFulfilled: boolean; value: Packed }
type AnyFunction = (...args: unknown[]) => unknown
interface Settlers {
  resolve(value: unknown): void
  reject(error: unknown): void
}

// Kept from before the page's own scripts, which may replace them.
const { dispatchEvent, addEventListener } = EventTarget.prototype
const BridgeEvent = CustomEvent
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
const maximalDepth = 1000

export class Endpoint {
  /** The page's end sets this: what happens when the preload exposes an object. */
  onExpose: (key: string, value: unknown) => void = () => {}
  readonly #otherSide: string
  readonly #functions = new Map<number, AnyFunction>()
  readonly #functionIds = new WeakMap<AnyFunction, number>()
  readonly #promises = new Map<number, Settlers>()
  #lastId = 0
  #reply: Packed | undefined

  constructor(bridge: string, side: 'page' | 'preload') {
    this.#otherSide = `${bridge}:${side === 'page' ? 'preload' : 'page'}`
    addEventListener.call(
      document,
      `${bridge}:${side}`,
      (event) => {
        event.stopImmediatePropagation()
        this.#receive((event as CustomEvent<Message>).detail)
      },
      true,
    )
  }

  expose(key: string, value: unknown): void {
    const reply = this.#ask({ kind: 'expose', key, value: this.#pack(value) })
    if (reply?.kind === 'error') throw new Error(reply.message)
  }

  /** Events are delivered before dispatchEvent returns, so an answer is there at once, as with Electron's bridge. */
  #ask(message: Message): Packed | undefined {
    this.#reply = undefined
    this.#post(message)
    const reply = this.#reply as Packed | undefined
    this.#reply = undefined
    return reply
  }

  #post(detail: Message): void {
    dispatchEvent.call(document, new BridgeEvent(this.#otherSide, { detail }))
  }

  #pack(value: unknown, depth = 0): Packed {
    if (depth > maximalDepth) throw new TypeError(`contextBridge: nested deeper than ${maximalDepth}`)
    if (typeof value === 'function') return this.#packFunction(value as AnyFunction)
    if (typeof value === 'symbol') throw new TypeError('contextBridge: a symbol could not be cloned')
    if (value === null || typeof value !== 'object') return { kind: 'clone', value }
    if (value instanceof Promise) return this.#packPromise(value)
    if (value instanceof Error) return { kind: 'error', message: value.message }
    try {
      structuredClone(value)
      return { kind: 'clone', value }
    } catch (error) {
      return this.#packParts(value, depth, error)
    }
  }

  #packFunction(value: AnyFunction): Packed {
    let id = this.#functionIds.get(value)
    if (id === undefined) {
      id = ++this.#lastId
      this.#functionIds.set(value, id)
      this.#functions.set(id, value)
    }
    return { kind: 'function', id }
  }

  #packPromise(promise: Promise<unknown>): Packed {
    const id = ++this.#lastId
    const settle = (isFulfilled: boolean) => (result: unknown) => {
      const value = this.#packSafely(result)
      this.#post({ kind: 'settle', id, isFulfilled: isFulfilled && !(value.kind === 'error' && !(result instanceof Error)), value })
    }
    promise.then(settle(true), settle(false))
    return { kind: 'promise', id }
  }

  /** Something in here cannot be cloned. If it is a function or promise it crosses by number, else the refusal stands. */
  #packParts(value: object, depth: number, refusal: unknown): Packed {
    const isPlain = Object.prototype.toString.call(value) === '[object Object]'
    if (!Array.isArray(value) && !isPlain) throw refusal
    let needsParts = false
    const packPart = (part: unknown): Packed => {
      const packed = this.#pack(part, depth + 1)
      needsParts ||= packed.kind !== 'clone'
      return packed
    }
    const packed: Packed = Array.isArray(value)
      ? { kind: 'list', items: value.map(packPart) }
      : { kind: 'object', entries: Object.entries(value).map(([key, part]) => [key, packPart(part)]) }
    // Every part can be cloned but the whole cannot: a proxy, such as Vue's reactive objects. Electron refuses it too.
    if (!needsParts) throw refusal
    return packed
  }

  #packSafely(value: unknown): Packed {
    try {
      return this.#pack(value)
    } catch (error) {
      return { kind: 'error', message: messageOf(error) }
    }
  }

  #unpack(packed: Packed): unknown {
    switch (packed.kind) {
      case 'clone':
        return packed.value
      case 'error':
        return new Error(packed.message)
      case 'list':
        return packed.items.map((item) => this.#unpack(item))
      case 'object':
        return Object.fromEntries(packed.entries.map(([key, part]) => [key, this.#unpack(part)]))
      case 'promise':
        return new Promise((resolve, reject) => this.#promises.set(packed.id, { resolve, reject }))
      case 'function':
        return (...args: unknown[]) => this.#call(packed.id, args)
    }
  }

  #call(id: number, args: unknown[]): unknown {
    const reply = this.#ask({ kind: 'call', id, args: args.map((argument) => this.#pack(argument)) })
    if (!reply) throw new Error('contextBridge: the other world is gone')
    if (reply.kind === 'error') throw new Error(reply.message)
    return this.#unpack(reply)
  }

  #receive(message: Message): void {
    switch (message.kind) {
      case 'reply':
        this.#reply = message.value
        return
      case 'expose':
        return this.#answer(() => this.onExpose(message.key, this.#unpack(message.value)))
      case 'call':
        return this.#answer(() => this.#functions.get(message.id)?.(...message.args.map((argument) => this.#unpack(argument))))
      case 'settle': {
        const settlers = this.#promises.get(message.id)
        this.#promises.delete(message.id)
        const value = this.#unpack(message.value)
        if (message.isFulfilled) settlers?.resolve(value)
        else settlers?.reject(value)
      }
    }
  }

  #answer(run: () => unknown): void {
    let value: Packed
    try {
      value = this.#pack(run())
    } catch (error) {
      value = { kind: 'error', message: messageOf(error) }
    }
    this.#post({ kind: 'reply', value })
  }
}
