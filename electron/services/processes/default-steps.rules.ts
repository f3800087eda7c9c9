import type { Settings } from '#contract'

type Language = Settings['language']
/** What the shop starts with (domain.md §4.4), in the owner's language until they say it in their own words. */
const TITLES: Record<string, Record<Language, string>> = {
  'thanks-tip': { de: 'Danken und einen Pflegetipp mitgeben', en: 'Say thank you and pass on a care tip' },
  'thanks-guide': { de: 'Danken und den Ratgeber mitschicken', en: 'Say thank you and send the guide' },
  'all-well': { de: 'Fragen, ob alles gut ist', en: 'Ask whether all is well' },
  'personal-call': { de: 'Persönlich anrufen: Freude am Neuen?', en: 'Call in person: happy with it?' },
  'card-guide': { de: 'Karte und Ratgeber schicken', en: 'Send a card and the guide' },
  check: { de: 'Nachfragen, ob alles läuft', en: 'Check that everything works' },
  invite: { de: 'Zur Durchsicht einladen', en: 'Invite for a check-up' },
}
export const titleOf = ({ title, template }: { title: string; template: string }, language: Language): string =>
  title || TITLES[template]?.[language] || template
