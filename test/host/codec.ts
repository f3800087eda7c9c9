// How messages travel between main and a preload. structuredClone comes first: it accepts and refuses what Electron does,
// and gives the same DataCloneError. devalue then writes what JSON cannot: dates, maps, typed arrays, cycles, undefined.
import { parse, stringify } from 'devalue'

type ErrorParts = [name: string, message: string, stack: string | undefined]
const errorTypes: Record<string, ErrorConstructor> = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError }

export const encode = (value: unknown): string =>
  stringify(structuredClone(value), {
    Error: (error: unknown) => error instanceof Error && [error.name, error.message, error.stack],
  })

export const decode = <T>(text: string): T =>
  parse(text, {
    Error: ([name, message, stack]: ErrorParts) => Object.assign(new (errorTypes[name] ?? Error)(message), { stack }),
  }) as T

/** What a preload sends to main. */
export type ToMain =
  | { kind: 'invoke'; id: number; channel: string; args: unknown[] }
  | { kind: 'send'; channel: string; args: unknown[] }
  | { kind: 'permission'; id: number; permission: string; details: Record<string, unknown> }
  | { kind: 'accelerator'; accelerator: string }
  | { kind: 'preload-error'; path: string; error: Error }

/** What main sends to a preload. */
export type ToPreload =
  | { kind: 'reply'; id: number; reply: { error: string } | { result: unknown } }
  | { kind: 'send'; channel: string; args: unknown[] }
  | { kind: 'accelerators'; accelerators: string[] }
