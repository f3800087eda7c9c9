/** Which windows and pages are alive. Types only are imported here, so that every module may use it without a circle. */
import type { HostBrowserWindow } from './browser-window.ts'
import type { HostWebContents } from './web-contents.ts'

export const contentsById = new Map<number, HostWebContents>()
/** A target id is also the id of that page's main frame. */
export const contentsByTarget = new Map<string, HostWebContents>()
export const windows = new Set<HostBrowserWindow>()
/** Visible windows that a second Chromium process was asked to open and that have not attached yet, oldest first. */
export const awaitedAppWindows: HostWebContents[] = []

let focused: HostBrowserWindow | null = null

export const focusedWindow = (): HostBrowserWindow | null => (focused && !focused.isDestroyed() ? focused : null)

export function setFocusedWindow(window: HostBrowserWindow | null): void {
  focused = window
}
