// Runs before the page's own scripts: takes what the preload exposes, and asks main before a powerful feature is used.
import './config.ts'
import { Endpoint } from './endpoint.ts'

type AskPermission = (permission: string, details: Record<string, unknown>) => Promise<boolean>
type Method = (this: unknown, ...args: never[]) => unknown

/** Exposed objects cannot be changed by the page, down to their last member. */
function deepFreeze(value: unknown): unknown {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function'
  // A view on bytes cannot be frozen while it has elements.
  if (!isObject || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value
  Object.freeze(value)
  for (const member of Object.values(value)) deepFreeze(member)
  return value
}

/** Asks main's permission handler first; `refuse` behaves as the feature does when the user says no. */
function guard(owner: object | undefined, name: string, ask: (...args: never[]) => Promise<boolean>, refuse: (...args: never[]) => unknown): void {
  const methods = owner as Record<string, Method> | undefined
  const original = methods?.[name]
  if (!methods || !original) return
  methods[name] = async function (...args) {
    return (await ask(...args)) ? original.apply(this, args) : refuse(...args)
  }
}

function begin(): void {
  let ask: AskPermission = () => Promise.resolve(false)
  const bridge = new Endpoint(__STANDIN__.bridge, 'page')
  bridge.onExpose = (key, value) => {
    if (key === '\0permission') {
      ask = value as AskPermission
      return
    }
    if (Object.hasOwn(window, key)) throw new Error('Cannot bind an API on top of an existing property on the window object')
    Object.defineProperty(window, key, { value: deepFreeze(value), enumerable: true, configurable: false, writable: false })
  }

  const notAllowed = (): never => {
    throw new DOMException('Permission denied', 'NotAllowedError')
  }
  const mediaTypes = ({ video, audio }: MediaStreamConstraints = {}) => [...(video ? ['video'] : []), ...(audio ? ['audio'] : [])]
  guard(
    globalThis.MediaDevices?.prototype,
    'getUserMedia',
    (wanted?: MediaStreamConstraints) => ask('media', { mediaTypes: mediaTypes(wanted) }),
    notAllowed,
  )
  guard(globalThis.Clipboard?.prototype, 'readText', () => ask('clipboard-read', {}), notAllowed)
  for (const name of ['write', 'writeText']) guard(globalThis.Clipboard?.prototype, name, () => ask('clipboard-sanitized-write', {}), notAllowed)
  guard(
    globalThis.Notification,
    'requestPermission',
    () => ask('notifications', {}),
    () => 'denied',
  )
  guard(
    globalThis.Geolocation?.prototype,
    'getCurrentPosition',
    () => ask('geolocation', {}),
    (_found: PositionCallback, failed?: PositionErrorCallback) =>
      failed?.({ code: 1, message: 'User denied Geolocation', PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2, TIMEOUT: 3 }),
  )
}

// Only the main frame has a preload, as without nodeIntegrationInSubFrames.
if (window.top === window) begin()
