export const shell = {
  nav: {
    label: 'Bereiche',
    groupCustomers: 'Kunden',
    groupBind: 'Binden',
    customers: 'Kunden',
    phases: 'Phasen',
    imports: 'Import',
    cards: 'Karten',
    settings: 'Einstellungen',
    operations: 'Letzte Änderungen',
    ownShop: 'Ihr Geschäft',
  },
  search: 'Suchen',
} as const
