import { ipcMain } from 'electron'
import type { IpcMainInvokeEvent } from 'electron'
import { contract } from '#contract'
import type { Answer, BackendEvent } from '#contract'
import type { WindowEvent } from '../preload/api.ts'
import type { HandedOutPaths } from './handed-out-paths.ts'
import { isWindowUrl } from './scheme.ts'
import { theWindow } from './window.ts'

/** The part of the backend that the window reaches. */
export interface Reachable {
  dispatch(name: string, input: unknown): Promise<Answer>
  events: { on(listener: (event: BackendEvent) => void): () => void }
}
interface IpcParts {
  backend: Reachable
  shell: (name: string, input: unknown) => Promise<Answer>
  paths: HandedOutPaths
}

const denied = (reason: 'path-not-chosen' | 'unexpected'): Answer => ({ ok: false, failure: { code: 'denied', reason, detail: {} } })

/** Answers the window's two channels and passes on what the backend announces. */
export function connectIpc({ backend, shell, paths }: IpcParts): void {
  ipcMain.handle('call', async (event, name: unknown, input: unknown) => {
    if (!isOwnWindow(event) || typeof name !== 'string') return denied('unexpected')
    if (!pathsIn(name, input).every((file) => paths.isAllowed(file))) return denied('path-not-chosen')
    const answer = await backend.dispatch(name, input)
    if (answer.ok) paths.allowFrom(answer.value)
    return answer
  })
  ipcMain.handle('shell', async (event, name: unknown, input: unknown) => {
    if (!isOwnWindow(event) || typeof name !== 'string') return denied('unexpected')
    return shell(name, input)
  })
  backend.events.on((event) => {
    paths.allowFrom(event)
    sendToWindow(event)
  })
}

/** Tells the window, if there is one; a window that opens later asks for what it needs. */
export function sendToWindow(event: WindowEvent): void {
  theWindow()?.webContents.send('event', event)
}

/** Only the app's own page in its main frame may call; a frame that is gone already has no say either. */
function isOwnWindow({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isWindowUrl(senderFrame.url)
}

/** The values of those inputs that the contract marks as paths. An unknown call has none; `dispatch` refuses it by name. */
function pathsIn(name: string, input: unknown): unknown[] {
  const [capability = '', verb = ''] = name.split('.')
  const calls = ownValue(contract, capability)
  const call = ownValue(calls, verb) as { paths?: readonly string[] } | undefined
  return (call?.paths ?? []).map((key) => ownValue(input, key)).filter((value) => value !== undefined && value !== null)
}

function ownValue(object: unknown, key: string): unknown {
  return typeof object === 'object' && object !== null && Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined
}
