import { mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'

/** app.getPath and app.setPath, with the places that Electron uses on each system. */
export class AppPaths {
  readonly #set = new Map<string, string>()
  readonly #appName: () => string

  constructor(appName: () => string) {
    this.#appName = appName
  }

  set(name: string, folder: string): void {
    if (!path.isAbsolute(folder)) throw new Error('Path must be absolute')
    mkdirSync(folder, { recursive: true })
    this.#set.set(name, folder)
  }

  get(name: string): string {
    const home = homedir()
    const chosen = this.#set.get(name)
    if (chosen !== undefined) return chosen
    switch (name) {
      case 'home':
        return home
      case 'temp':
        return tmpdir()
      case 'appData':
        return appDataFolder(home)
      case 'userData':
        return path.join(this.get('appData'), this.#appName())
      case 'sessionData':
        return this.get('userData')
      case 'logs':
        return path.join(this.get('userData'), 'logs')
      case 'exe':
        return process.argv[0] ?? process.execPath
      case 'desktop':
      case 'documents':
      case 'downloads':
      case 'pictures':
        return path.join(home, name.slice(0, 1).toUpperCase() + name.slice(1))
      default:
        throw new Error(`Failed to get '${name}' path`)
    }
  }
}

function appDataFolder(home: string): string {
  switch (process.platform) {
    case 'win32':
      return process.env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming')
    case 'darwin':
      return path.join(home, 'Library', 'Application Support')
    default:
      return process.env['XDG_CONFIG_HOME'] ?? path.join(home, '.config')
  }
}
