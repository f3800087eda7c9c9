export const operations = {
  title: 'Letzte Änderungen',
  hint: 'Jede Änderung lässt sich hier einzeln zurücknehmen, solange danach niemand dieselbe Stelle geändert hat.',
  empty: 'Noch keine Änderungen. Sobald Sie etwas anlegen oder ändern, steht es hier und lässt sich zurücknehmen.',
  older: 'Ältere zeigen',
  isUndone: 'zurückgenommen',
  sampleOnly: 'über „Beispiel entfernen“',
  notUndoable: 'lässt sich nicht zurücknehmen',
  undid: 'Zurückgenommen: {what}',
  redid: 'Wiederholt: {what}',
  someone: 'Ein Kunde',
  other: 'Änderung an den Daten',
  did: {
    customers: {
      create: '{name} angelegt | {name} angelegt | {count} Kunden angelegt',
      update: '{name} geändert | {name} geändert | {count} Kunden geändert',
      remove: '{name} in den Papierkorb gelegt | {name} in den Papierkorb gelegt | {count} Kunden in den Papierkorb gelegt',
      restore: '{name} wiederhergestellt | {name} wiederhergestellt | {count} Kunden wiederhergestellt',
    },
    purchases: {
      record: 'Einkauf von {name} nachgetragen',
      remove: 'Einkauf von {name} entfernt',
    },
    loyalty: {
      adjust: 'Punkte von {name} geändert',
    },
    cards: {
      issue: 'Karte für {name} ausgegeben',
      reportLost: 'Karte von {name} als verloren gemeldet',
      block: 'Karte von {name} gesperrt',
      unblock: 'Karte von {name} freigegeben',
      replace: 'Karte von {name} ersetzt',
      markPrinted: 'Eine Karte als gedruckt vermerkt | Eine Karte als gedruckt vermerkt | {count} Karten als gedruckt vermerkt',
    },
    settings: {
      update: 'Einstellungen geändert',
    },
    backup: {
      setReminder: 'Erinnerung an die Sicherung geändert',
    },
    imports: {
      start: 'Import ohne Änderungen | Ein Kunde importiert | {count} Kunden importiert',
    },
    duplicates: {
      dismiss: '{name} ist kein Duplikat',
      reconsider: '{name} wieder als mögliche Dublette vermerkt',
    },
    sample: {
      load: 'Beispielgeschäft geladen',
      remove: 'Beispielgeschäft entfernt',
    },
  },
} as const
