/** Refuses what the stand-in does not have, by name. */
export function unsupported(what: string): never {
  throw new Error(`electron stand-in: ${what} is not supported; add it to test/host or keep it out of the app`)
}

/**
 * Wraps a module's object so that an unknown member throws instead of being silently undefined. Methods are bound to
 * the object itself, because private fields cannot be read through a proxy.
 */
export function strict<T extends object>(name: string, object: T): T {
  return new Proxy(object, {
    get(target, key) {
      // `then` is asked by await, `toJSON` by JSON.stringify and the inspector; neither means that the app uses it.
      if (!(key in target) && typeof key === 'string' && key !== 'then' && key !== 'toJSON') unsupported(`${name}.${key}`)
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
    // A setter with private fields needs the object itself as well.
    set: (target, key, value) => Reflect.set(target, key, value, target),
  })
}

export interface HostEvent {
  defaultPrevented: boolean
  preventDefault(): void
}

/** An event object as Electron's listeners get it. */
export function hostEvent<T extends object>(members: T = {} as T): T & HostEvent {
  const event = {
    ...members,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true
    },
  }
  return event
}
