export const sample = {
  label: 'Beispielgeschäft',
  banner: 'Beispielgeschäft: alles erfunden.',
  bannerCount: 'Ein erfundener Kunde. | {count} erfundene Kunden; eigene, die Sie anlegen, bleiben.',
  load: 'Beispielgeschäft laden',
  remove: 'Beispiel entfernen',
  removed: 'Beispiel entfernt, ein Kunde. | Beispiel entfernt, {count} Kunden.',
} as const
