/** Addresses, phones and salutations the German way. */
export const addresses = {
  suggestions: 'Vorschläge',
  unknownPostcode: 'Diese PLZ kennen wir nicht. Speichern geht trotzdem.',
  preview: 'Auf dem Brief',
  block: 'Anschrift',
  greeting: 'Briefanrede',
  ownGreeting: 'Eigene Briefanrede',
  ownGreetingHint: 'Leer: „{greeting}“',
  copy: 'Kopieren',
  copied: 'Kopiert.',
  borrowed: 'Eine Zeile mehr als das Anschriftfeld hat; sie rückt nach oben. | {count} Zeilen mehr als das Anschriftfeld hat; sie rücken nach oben.',
  germanLetter: 'Briefe beginnen auf Deutsch.',
  suggestSalutation: { ms: 'Frau?', mr: 'Herr?' },
  takeSalutation: 'Anrede „{salutation}“ übernehmen',
  areaAssumed: 'Vorwahl des Geschäfts ergänzt',
  additionHint: 'c/o, Ortsteil oder Postnummer',
  streetHint: 'auch Postfach oder Packstation',
} as const
