import type { Operation } from '#contract'
import { tt } from '../words.ts'
import type { WordKey } from '../words.ts'

/** What each call is called in a sentence; one that is missing here is "Änderung an den Daten". */
const sentences: Readonly<Record<string, WordKey>> = {
  'customers.create': 'operations.sentence.customersCreate',
  'customers.update': 'operations.sentence.customersUpdate',
  'customers.remove': 'operations.sentence.customersRemove',
  'customers.restore': 'operations.sentence.customersRestore',
  'purchases.record': 'operations.sentence.purchasesRecord',
  'purchases.remove': 'operations.sentence.purchasesRemove',
  'loyalty.adjust': 'operations.sentence.loyaltyAdjust',
  'cards.issue': 'operations.sentence.cardsIssue',
  'cards.reportLost': 'operations.sentence.cardsReportLost',
  'cards.block': 'operations.sentence.cardsBlock',
  'cards.unblock': 'operations.sentence.cardsUnblock',
  'cards.replace': 'operations.sentence.cardsReplace',
  'cards.markPrinted': 'operations.sentence.cardsMarkPrinted',
  'settings.update': 'operations.sentence.settingsUpdate',
  'backup.setReminder': 'operations.sentence.backupSetReminder',
  'imports.start': 'operations.sentence.importsStart',
  'sample.load': 'operations.sentence.sampleLoad',
  'sample.remove': 'operations.sentence.sampleRemove',
}
export const wordedCalls: readonly string[] = Object.keys(sentences)

type Told = Pick<Operation, 'call' | 'displayName' | 'count'>

/** What was done, as a fact: "Sabine Kern angelegt". */
export function operationSentence({ call, displayName, count }: Told): string {
  return tt(sentences[call] ?? 'operations.sentence.other', { name: displayName ?? tt('operations.someone'), count })
}

/** The same for a line of the list, where taking back and doing again are lines of their own. */
export function operationLine(operation: Told & Pick<Operation, 'kind'>): string {
  const what = operationSentence(operation)
  if (operation.kind === 'undo') return tt('operations.undid', { what })
  return operation.kind === 'redo' ? tt('operations.redid', { what }) : what
}
