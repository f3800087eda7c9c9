import { Menu } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '../preload/api.ts'
import { menuWords } from '../../words/menu.ts'
import type { MenuWords } from '../../words/menu.ts'
import { sendToWindow } from './ipc.ts'

export type Language = keyof typeof menuWords

/** Builds the menu anew in a language; its items keep their ids, which are the commands. */
export function setMenuLanguage(language: Language): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(menuWords[language])))
}

/** The window decides what a command means on the screen it shows, so the click only names it. */
function command(id: MenuCommand, label: string, accelerator?: string): MenuItemConstructorOptions {
  return { id, label, click: () => sendToWindow({ topic: 'command', command: id }), ...(accelerator !== undefined && { accelerator }) }
}
const line: MenuItemConstructorOptions = { type: 'separator' }

function menuTemplate(words: MenuWords): MenuItemConstructorOptions[] {
  const areas: Array<[MenuCommand, string]> = [
    ['open-customers', words.customers],
    ['open-phases', words.phases],
    ['open-cards', words.cards],
    ['open-imports', words.imports],
    ['open-backup', words.backup],
  ]
  const macApp: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : []
  return [
    ...macApp,
    {
      label: words.file,
      submenu: [
        command('new-customer', words.newCustomer, 'CmdOrCtrl+N'),
        command('import', words.import, 'CmdOrCtrl+I'),
        line,
        command('back-up', words.backUp),
        command('open-settings', words.settings, 'CmdOrCtrl+,'),
        line,
        { id: 'quit', role: 'quit', label: words.quit },
      ],
    },
    {
      label: words.edit,
      submenu: [
        // Not the roles: outside a text field these take back the last change to the data.
        command('undo', words.undo, 'CmdOrCtrl+Z'),
        command('redo', words.redo, 'CmdOrCtrl+Shift+Z'),
        line,
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        { role: 'selectAll', label: words.selectAll },
      ],
    },
    {
      label: words.view,
      submenu: [
        ...areas.map(([id, label], index) => command(id, label, `CmdOrCtrl+${index + 1}`)),
        line,
        command('open-palette', words.palette, 'CmdOrCtrl+K'),
        line,
        // Not the roles: the size of the text is a setting, so that it is the same tomorrow.
        command('text-larger', words.zoomIn, 'CmdOrCtrl+Plus'),
        command('text-smaller', words.zoomOut, 'CmdOrCtrl+-'),
        command('text-normal', words.resetZoom, 'CmdOrCtrl+0'),
        line,
        command('theme-light', words.themeLight),
        command('theme-dark', words.themeDark),
        command('theme-system', words.themeSystem),
      ],
    },
    {
      label: words.help,
      role: 'help',
      submenu: [command('open-shortcuts', words.shortcuts), command('open-about', words.about)],
    },
  ]
}
