import { spawn } from 'node:child_process'
import path from 'node:path'
import { log, theBrowser } from './runtime.ts'
import { strict } from './strict.ts'

/** Opens a file or folder with the program the system has for it; nothing is opened where nobody could see it. */
export function openWithSystem(target: string): void {
  if (theBrowser().isHeadless) {
    log('would open', target)
    return
  }
  const [command, ...args] = process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open']
  const child = spawn(command ?? '', [...args, target], { detached: true, stdio: 'ignore' })
  child.on('error', (error) => log(error.message))
  child.unref()
}

export const shell = strict('shell', {
  showItemInFolder: (file: string) => openWithSystem(path.dirname(file)),
  openExternal(link: string) {
    openWithSystem(link)
    return Promise.resolve()
  },
  openPath(file: string) {
    openWithSystem(file)
    return Promise.resolve('')
  },
} satisfies Pick<Electron.Shell, 'openExternal' | 'openPath' | 'showItemInFolder'>)
