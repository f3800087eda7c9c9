/** The `electron` module of the main process, as far as the app uses it. One file per module. */
export { app } from './app.ts'
export { BrowserWindow } from './browser-window.ts'
export { dialog } from './dialog.ts'
export { ipcMain } from './ipc-main.ts'
export { Menu } from './menu.ts'
export { nativeTheme } from './native-theme.ts'
export { protocol } from './protocol.ts'
export { screen } from './screen.ts'
export { session } from './session.ts'
export { shell } from './shell.ts'
export { webContents } from './web-contents.ts'
export type { WebContents } from './web-contents.ts'

// What a preload gets; page/preload-world.ts makes it, inside the page. Named here so that the preload is checked too.
export declare const contextBridge: Pick<Electron.ContextBridge, 'exposeInMainWorld'>
export declare const ipcRenderer: Pick<Electron.IpcRenderer, 'invoke' | 'off' | 'on' | 'once' | 'send'>

// Types of Electron itself that main names in its signatures.
export type IpcMainInvokeEvent = Electron.IpcMainInvokeEvent
export type MenuItemConstructorOptions = Electron.MenuItemConstructorOptions
export type Rectangle = Electron.Rectangle
export type OpenDialogOptions = Electron.OpenDialogOptions
export type FileFilter = Electron.FileFilter
