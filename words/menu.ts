/** Every label of the application menu. `&` is not used: the menu keys differ between systems. */
export interface MenuWords {
  file: string
  newCustomer: string
  import: string
  backUp: string
  settings: string
  quit: string
  edit: string
  undo: string
  redo: string
  cut: string
  copy: string
  paste: string
  selectAll: string
  view: string
  phases: string
  customers: string
  cards: string
  imports: string
  backup: string
  palette: string
  zoomIn: string
  zoomOut: string
  resetZoom: string
  themeLight: string
  themeDark: string
  themeSystem: string
  help: string
  shortcuts: string
  about: string
}

export const menuWords = {
  de: {
    file: 'Datei',
    newCustomer: 'Neuer Kunde',
    import: 'Importieren …',
    backUp: 'Jetzt sichern',
    settings: 'Einstellungen',
    quit: 'Beenden',
    edit: 'Bearbeiten',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    selectAll: 'Alles auswählen',
    view: 'Ansicht',
    phases: 'Phasen',
    customers: 'Kunden',
    cards: 'Kundenkarten',
    imports: 'Importe',
    backup: 'Sicherung',
    palette: 'Suchen und Befehle',
    zoomIn: 'Größer',
    zoomOut: 'Kleiner',
    resetZoom: 'Normale Größe',
    themeLight: 'Helle Darstellung',
    themeDark: 'Dunkle Darstellung',
    themeSystem: 'Darstellung wie im System',
    help: 'Hilfe',
    shortcuts: 'Tastenkürzel',
    about: 'Über Stammkunde',
  },
  en: {
    file: 'File',
    newCustomer: 'New customer',
    import: 'Import…',
    backUp: 'Back up now',
    settings: 'Settings',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    phases: 'Phases',
    customers: 'Customers',
    cards: 'Loyalty cards',
    imports: 'Imports',
    backup: 'Backup',
    palette: 'Search and commands',
    zoomIn: 'Larger',
    zoomOut: 'Smaller',
    resetZoom: 'Normal size',
    themeLight: 'Light appearance',
    themeDark: 'Dark appearance',
    themeSystem: 'Appearance as in the system',
    help: 'Help',
    shortcuts: 'Keyboard shortcuts',
    about: 'About Stammkunde',
  },
} satisfies Record<'de' | 'en', MenuWords>
