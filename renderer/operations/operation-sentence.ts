import type { Operation } from '#contract'
import { tt, ttOr } from '../words.ts'

type Told = Pick<Operation, 'call' | 'displayName' | 'count'>

/** What was done, as a fact: "Sabine Kern angelegt"; a call without words of its own is "Änderung an den Daten". */
export function operationSentence({ call, displayName, count }: Told): string {
  return ttOr(`operations.did.${call}`, 'operations.other', { name: displayName ?? tt('operations.someone'), count })
}

/** The same for a line of the list, where taking back and doing again are lines of their own. */
export function operationLine(operation: Told & Pick<Operation, 'kind'>): string {
  const what = operationSentence(operation)
  if (operation.kind === 'undo') return tt('operations.undid', { what })
  return operation.kind === 'redo' ? tt('operations.redid', { what }) : what
}
