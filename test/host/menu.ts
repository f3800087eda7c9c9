import { setAccelerators } from './accelerators.ts'
import { hostApp } from './app.ts'
import type { HostBrowserWindow } from './browser-window.ts'
import { focusedWindow } from './registry.ts'

type ItemMembers = 'accelerator' | 'checked' | 'enabled' | 'id' | 'label' | 'role' | 'type' | 'visible'
type Role = NonNullable<Electron.MenuItemConstructorOptions['role']>

const zoomBy = (window: HostBrowserWindow, factor: number): void => window.webContents.setZoomFactor(window.webContents.getZoomFactor() * factor)

/** What a role does. Roles that are not listed are Chromium's own, such as copy and paste, and work without us. */
const roleActions: Partial<Record<Role, (window: HostBrowserWindow | null) => void>> = {
  quit: () => hostApp.quit(),
  close: (window) => window?.close(),
  minimize: (window) => window?.minimize(),
  reload: (window) => window?.webContents.reload(),
  zoomIn: (window) => {
    if (window) zoomBy(window, 1.1)
  },
  zoomOut: (window) => {
    if (window) zoomBy(window, 1 / 1.1)
  },
  resetZoom: (window) => window?.webContents.setZoomFactor(1),
}
const roleAccelerators: Partial<Record<Role, string>> = {
  quit: 'CmdOrCtrl+Q',
  close: 'CmdOrCtrl+W',
  zoomIn: 'CmdOrCtrl+Plus',
  zoomOut: 'CmdOrCtrl+-',
  resetZoom: 'CmdOrCtrl+0',
}

export class HostMenuItem implements Pick<Electron.MenuItem, Exclude<ItemMembers, 'accelerator' | 'role'>> {
  readonly id: string
  readonly type: Electron.MenuItem['type']
  readonly role: Role | undefined
  readonly accelerator: string | undefined
  readonly submenu: HostMenu | undefined
  label: string
  enabled: boolean
  visible: boolean
  checked: boolean
  readonly #onClick: Electron.MenuItemConstructorOptions['click']

  constructor(options: Electron.MenuItemConstructorOptions) {
    this.id = options.id ?? ''
    this.role = options.role
    this.label = options.label ?? options.role ?? ''
    this.type = options.type ?? (options.submenu ? 'submenu' : 'normal')
    this.accelerator = options.accelerator ?? (options.role && roleAccelerators[options.role])
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.#onClick = options.click
    this.submenu = Array.isArray(options.submenu) ? HostMenu.buildFromTemplate(options.submenu) : undefined
  }

  readonly click = (event: object = {}, window: HostBrowserWindow | null = focusedWindow()): void => {
    if (!this.enabled) return
    if (this.type === 'checkbox') this.checked = !this.checked
    if (this.type === 'radio') this.checked = true
    if (this.#onClick) this.#onClick(this as unknown as Electron.MenuItem, window as unknown as Electron.BaseWindow, event as Electron.KeyboardEvent)
    else if (this.role) roleActions[this.role]?.(window)
  }
}

export class HostMenu {
  static #applicationMenu: HostMenu | null = null
  readonly items: HostMenuItem[] = []

  static buildFromTemplate(template: ReadonlyArray<Electron.MenuItemConstructorOptions | Electron.MenuItem>): HostMenu {
    const menu = new HostMenu()
    menu.items.push(...template.map((entry) => new HostMenuItem(entry as Electron.MenuItemConstructorOptions)))
    return menu
  }

  static setApplicationMenu(menu: HostMenu | null): void {
    HostMenu.#applicationMenu = menu
    const items = menu?.allItems() ?? []
    setAccelerators(items.flatMap(({ accelerator, click }) => (accelerator === undefined ? [] : [{ accelerator, run: () => click() }])))
  }

  static getApplicationMenu(): HostMenu | null {
    return HostMenu.#applicationMenu
  }

  getMenuItemById(id: string): HostMenuItem | null {
    return this.allItems().find((item) => item.id === id) ?? null
  }

  allItems(): HostMenuItem[] {
    return this.items.flatMap((item) => [item, ...(item.submenu?.allItems() ?? [])])
  }
}

export const Menu = HostMenu as unknown as Pick<typeof Electron.Menu, 'buildFromTemplate' | 'getApplicationMenu' | 'setApplicationMenu'>
