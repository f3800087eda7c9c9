import type { Output } from '#contract'
import { formatDay, language, tt } from '../words.ts'

type Channel = Output<'consents.of'>['channels'][number]

/** "erlaubt seit 12.03.2026 (Papier)", "nicht erlaubt, nie gefragt". */
export function permissionWords({ current, may }: Channel): string {
  const what = tt(`consents.reason.${may.reason}`)
  if (!current || may.reason !== current.state) return what
  const day = formatDay(current.day)
  return current.way === '' ? tt('consents.since', { what, day }) : tt('consents.sinceWay', { what, day, way: current.way })
}

/** One sentence for all: "Brief geht. Anruf, E-Mail und Messenger nicht erlaubt." */
export function summaryWords(channels: readonly Channel[]): string {
  const list = new Intl.ListFormat(language.value === 'de' ? 'de-DE' : 'en-GB', { type: 'conjunction' })
  const single = channels.filter(({ channel }) => channel !== 'all')
  const names = (allowed: boolean) =>
    single
      .filter(({ may }) => may.allowed === allowed)
      .map(({ channel }) => tt(`consents.channel.${channel}`))
      // English writes nouns small inside a sentence.
      .map((name, index) => (index > 0 && language.value === 'en' ? name.toLowerCase() : name))
  const [yes, no] = [names(true), names(false)]
  return [
    yes.length > 0 ? tt('consents.summaryYes', { channels: list.format(yes), count: yes.length }) : '',
    no.length > 0 ? tt('consents.summaryNo', { channels: list.format(no) }) : '',
  ]
    .filter(Boolean)
    .join(' ')
}
