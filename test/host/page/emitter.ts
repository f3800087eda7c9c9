export type Listener = (...args: unknown[]) => void

/** The few methods of Node's EventEmitter that a sandboxed preload gets. */
export class Emitter {
  static readonly EventEmitter = Emitter
  readonly #listeners = new Map<string, Array<{ listener: Listener; isOnce: boolean }>>()

  on(name: string, listener: Listener): this {
    return this.#add(name, listener, false)
  }
  once(name: string, listener: Listener): this {
    return this.#add(name, listener, true)
  }
  addListener(name: string, listener: Listener): this {
    return this.on(name, listener)
  }
  removeListener(name: string, listener: Listener): this {
    return this.off(name, listener)
  }

  off(name: string, listener: Listener): this {
    const entries = this.#listeners.get(name) ?? []
    const index = entries.findLastIndex((entry) => entry.listener === listener)
    if (index >= 0) this.#listeners.set(name, entries.toSpliced(index, 1))
    return this
  }

  removeAllListeners(name?: string): this {
    if (name === undefined) this.#listeners.clear()
    else this.#listeners.delete(name)
    return this
  }

  listenerCount(name: string): number {
    return this.#listeners.get(name)?.length ?? 0
  }

  emit(name: string, ...args: unknown[]): boolean {
    const entries = this.#listeners.get(name) ?? []
    for (const { listener, isOnce } of entries) {
      if (isOnce) this.off(name, listener)
      listener(...args)
    }
    return entries.length > 0
  }

  #add(name: string, listener: Listener, isOnce: boolean): this {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), { listener, isOnce }])
    return this
  }
}
