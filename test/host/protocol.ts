import { hostApp } from './app.ts'
import { strict } from './strict.ts'

type Handler = (request: Request) => Response | Promise<Response>
type Members = 'handle' | 'isProtocolHandled' | 'registerSchemesAsPrivileged' | 'unhandle'

/** Every registered scheme, with its handler once there is one. */
const schemes = new Map<string, Handler | undefined>()

export const schemeNames = (): Iterable<string> => schemes.keys()
export const schemeHandler = (scheme: string): Handler | undefined => schemes.get(scheme)

const hostProtocol: Pick<Electron.Protocol, Members> = {
  registerSchemesAsPrivileged(list) {
    if (hostApp.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme } of list) schemes.set(scheme, undefined)
  },
  handle(scheme, handler) {
    if (schemes.get(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    schemes.set(scheme, handler as unknown as Handler)
  },
  unhandle(scheme) {
    schemes.set(scheme, undefined)
  },
  isProtocolHandled: (scheme) => schemes.get(scheme) !== undefined,
}
export const protocol = strict('protocol', hostProtocol)
