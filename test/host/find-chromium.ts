import { accessSync, constants } from 'node:fs'
import path from 'node:path'

const linuxNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'msedge', 'brave-browser']
// Debian's `chromium` is a shell script around this file; the file itself keeps our pipe and our signals.
const linuxFiles = [
  '/usr/lib/chromium/chromium',
  '/usr/lib/chromium-browser/chromium-browser',
  '/opt/google/chrome/chrome',
  '/opt/microsoft/msedge/msedge',
]
const macApps = ['Chromium', 'Google Chrome', 'Microsoft Edge', 'Brave Browser']
const windowsFiles = ['Chromium\\Application\\chrome.exe', 'Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']

function candidates(): string[] {
  const environment = process.env
  switch (process.platform) {
    case 'darwin':
      return ['/Applications', path.join(environment['HOME'] ?? '', 'Applications')].flatMap((folder) =>
        macApps.map((app) => path.join(folder, `${app}.app/Contents/MacOS/${app}`)),
      )
    case 'win32':
      return [environment['LOCALAPPDATA'], environment['PROGRAMFILES'], environment['PROGRAMFILES(X86)']]
        .filter((folder) => folder !== undefined)
        .flatMap((folder) => windowsFiles.map((file) => path.win32.join(folder, file)))
    default: {
      const folders = (environment['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '')
      return [...linuxFiles, ...linuxNames.flatMap((name) => folders.map((folder) => path.join(folder, name)))]
    }
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The Chromium, Chrome or Edge of this computer; CHROMIUM_PATH wins. Undefined when there is none. */
export function findChromium(): string | undefined {
  return process.env['CHROMIUM_PATH'] ?? candidates().find(isExecutable)
}
