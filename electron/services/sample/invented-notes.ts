type Lines = readonly [string, ...string[]]

/** What an owner jots down about someone. */
export const memos: Lines = [
  'Kaffee schwarz, Dackel Emil.',
  'Fährt jeden Tag nach Telgte, auch im Regen.',
  'Knieprobleme, Sattel lieber etwas höher.',
  'Plant im Sommer den Ostseeradweg, fragt nach Packtaschen.',
  'Nur vormittags anrufen.',
  'Kind bekommt zum Geburtstag ein 24-Zoll-Rad, Farbe Grün.',
  'Ersatzschlüssel für das Schloss liegt bei uns, Fach 7.',
  'Interessiert sich für E-Bikes, will aber erst den Test im Frühjahr abwarten.',
  'Schwerhörig, bitte laut und deutlich.',
  'Singt im Domchor, kommt dienstags nicht.',
  'Möchte keine Werbung, freut sich aber über einen Gruß.',
  'Rahmennummer notiert, Rad war schon einmal gestohlen.',
  'Rennrad, 58er Rahmen. Fährt bei Grün-Gold mit.',
  'Schraubt selbst, braucht meist nur Teile und Rat.',
  'Hat uns drei Nachbarn geschickt.',
  'Fragt nach Liegerad für den Schwiegervater.',
  'Reklamation Beleuchtung im Herbst, gut gelöst.',
  'Spricht lieber Englisch.',
  'Allergisch gegen Latex, keine Griffe aus Gummi.',
  'Zahlt immer passend und wartet nicht gern.',
  'Wechselt im November auf Spikes.',
  'Studiert noch, achtet auf den Preis.',
]
export const tags: Lines = [
  'Alltag',
  'E-Bike',
  'Familie',
  'Lastenrad',
  'Pendler',
  'Reiserad',
  'Rennrad',
  'Selbstschrauber',
  'Student',
  'Verein',
  'Werkstatt',
]
export const sources: Lines = ['Empfehlung', 'Laufkundschaft', 'Internet', 'Fahrradmarkt', 'Schaufenster', 'Zeitung', 'Messe']
export const detailLabels: Lines = ['', '', '', 'privat', 'mobil']

/** Why points were changed by hand. */
export const kindnesses: readonly [readonly [number, string], ...(readonly [number, string])[]] = [
  [50, 'Entschuldigung für die Wartezeit in der Werkstatt'],
  [100, 'Nachbarn empfohlen'],
  [25, 'Geburtstag'],
  [30, 'Fundstück im Laden abgegeben'],
  [-20, 'Doppelt gutgeschrieben'],
]
