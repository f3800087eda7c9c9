import type { Today, TodayEntry } from '#contract'
import { formatCents, tt } from '../words.ts'
import { dayTitle, doWords } from './today-words.ts'

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
/** What fits beside the others on one page; the whole memo stands with the customer. */
const MEMO = 160
const shortened = (text: string) => (text.length > MEMO ? `${text.slice(0, MEMO).trimEnd()} …` : text).replaceAll('\n', ' ')

/** The day on one sheet of A4: a box to tick, whom, what, why, the number to call, and room to write. Black on white, for any printer. */
export function daySheet(
  today: Today,
  {
    shopName,
    language,
    whyOf,
    phoneOf,
  }: { shopName: string; language: string; whyOf(entry: TodayEntry): string; phoneOf(entry: TodayEntry): string },
): string {
  const card = (entry: TodayEntry) => `<li><i></i><div><p><b>${escape(entry.displayName ?? entry.title)}</b>
    ${entry.level === 'green' ? '' : `<em>${escape(tt(`warnings.level.${entry.level}`))}</em>`}
    <span>${[entry.net12Cents > 0 ? tt('today.net12', { cents: formatCents(entry.net12Cents) }) : '', tt('today.minutesShort', { count: entry.minutes })].filter(Boolean).map(escape).join(' · ')}</span></p>
    <p>${entry.displayName === null ? '' : `<strong>${escape(doWords(entry))}</strong> `}${escape(whyOf(entry))}</p>
    ${phoneOf(entry) ? `<p>${escape(tt('today.sheet.phone'))}: <strong>${escape(phoneOf(entry))}</strong></p>` : ''}
    ${entry.memo ? `<p class="memo">${escape(shortened(entry.memo))}</p>` : ''}<hr></div></li>`
  const groups = today.kinds.map(({ kind, entries }) => `<h2>${escape(tt(`today.kind.${kind}`))}</h2><ul>${entries.map(card).join('')}</ul>`).join('')
  const done =
    today.done.length === 0
      ? ''
      : `<h2>${escape(tt('today.sheet.done'))}</h2><p class="done">${escape(today.done.map((entry) => entry.displayName ?? entry.title).join(' · '))}</p>`
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escape(dayTitle(today.day))}</title><style>
@page{size:A4;margin:16mm 16mm 14mm}*{box-sizing:border-box;margin:0;padding:0}
body{font:10.5pt/1.35 'Inter Variable',Inter,system-ui,'Segoe UI',sans-serif;color:#000;background:#fff}
header{display:flex;justify-content:space-between;align-items:baseline;border-bottom:1.2pt solid #000;padding-bottom:2mm}
h1{font-size:16pt;line-height:1.2}header span,li p span{color:#444;font-size:9pt}h2{font-size:9pt;text-transform:none;color:#444;padding:3mm 0 1mm}
ul{list-style:none}li{display:flex;gap:4mm;break-inside:avoid;padding:1.2mm 0}li>i{flex:none;width:4.5mm;height:4.5mm;border:1pt solid #000;border-radius:1mm;margin-top:.5mm}
li>div{flex:1;min-width:0}li p:first-child{display:flex;gap:3mm;align-items:baseline}li p span{margin-left:auto;white-space:nowrap}
em{font-style:normal;font-size:8.5pt;border:.8pt solid #000;border-radius:1mm;padding:0 1.4mm}.memo{color:#444;font-size:9pt;font-style:italic}
hr{border:0;border-bottom:.4pt dotted #777;height:6mm}.done{color:#444;font-size:9pt}footer{padding-top:4mm;color:#444;font-size:9pt}
</style></head><body><header><h1>${escape(dayTitle(today.day))}</h1><span>${escape(shopName)} · ${escape(tt('today.minutes', today.minutes))}</span></header>
${groups}${done}</body></html>`
}
