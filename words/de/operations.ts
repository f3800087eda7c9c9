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
      tag: 'Schlagworte von {name} geändert | Schlagworte von {name} geändert | Schlagworte von {count} Kunden geändert',
      removeMany: '{name} in den Papierkorb gelegt | {name} in den Papierkorb gelegt | {count} Kunden in den Papierkorb gelegt',
      amend: '{name} geändert | {name} geändert | {count} Kunden geändert',
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
      issueMissing: 'Karte für {name} ausgegeben | Karte für {name} ausgegeben | {count} Karten ausgegeben',
      issue: 'Karte für {name} ausgegeben',
      reportLost: 'Karte von {name} als verloren gemeldet',
      block: 'Karte von {name} gesperrt',
      unblock: 'Karte von {name} freigegeben',
      replace: 'Karte von {name} ersetzt',
      markPrinted: 'Eine Karte als gedruckt vermerkt | Eine Karte als gedruckt vermerkt | {count} Karten als gedruckt vermerkt',
    },
    documents: {
      add: 'Dokument von {name} abgelegt',
      remove: 'Dokument von {name} entfernt',
      rename: 'Dokument von {name} umbenannt',
      note: 'Notiz zu einem Dokument von {name} geändert',
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
    ownFields: {
      create: 'Ein eigenes Feld angelegt',
      update: 'Ein eigenes Feld geändert',
      reorder: 'Eigene Felder umgeordnet',
      remove: 'Ein eigenes Feld gelöscht',
      set: 'Eigene Felder von {name} geändert',
    },
    relations: {
      add: '{name}: Beziehung hinzugefügt',
      update: '{name}: Beziehung geändert',
      remove: '{name}: Beziehung entfernt',
    },
    tags: {
      setColor: 'Farbe eines Schlagworts geändert',
      rename: 'Ein Schlagwort umbenannt | Ein Schlagwort bei einem Kunden umbenannt | Ein Schlagwort bei {count} Kunden umbenannt',
      mergeInto:
        'Zwei Schlagworte zusammengelegt | Zwei Schlagworte bei einem Kunden zusammengelegt | Zwei Schlagworte bei {count} Kunden zusammengelegt',
      remove: 'Ein Schlagwort gelöscht | Ein Schlagwort bei einem Kunden gelöscht | Ein Schlagwort bei {count} Kunden gelöscht',
    },
    views: {
      save: 'Ansicht gespeichert',
      rename: 'Ansicht umbenannt',
      reorder: 'Ansichten umgestellt',
      remove: 'Ansicht gelöscht',
    },
    consents: {
      record: 'Eingetragen, was {name} erlaubt',
    },
    tasks: {
      create: 'Aufgabe eingetragen',
      createFor: 'Keine Aufgabe eingetragen | Eine Aufgabe eingetragen | {count} Aufgaben eingetragen',
      change: 'Aufgabe geändert',
      done: 'Aufgabe erledigt',
      reopen: 'Aufgabe wieder geöffnet',
      remove: 'Aufgabe gelöscht',
    },
    sample: {
      load: 'Beispielgeschäft geladen',
      remove: 'Beispielgeschäft entfernt',
    },
  },
} as const
