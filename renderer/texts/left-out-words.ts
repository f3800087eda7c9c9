import type { LeftOut, MissingValue } from '#contract'
import { tt } from '../words.ts'
import { missingName } from './placeholder-words.ts'
import { reasonWords } from '../ui/reason-words.ts'

/** Why a customer gets no letter: "keine vollständige Anschrift", "„Vorname“ fehlt". */
export function leftOutWords({ reason, may, freeOn, placeholder }: LeftOut): string {
  switch (reason) {
    case 'not-allowed':
      return reasonWords({ reason: may ?? 'refused', freeOn })
    case 'no-address':
      return tt('texts.left.no-address')
    case 'value-missing':
      return tt('texts.left.value-missing', { what: missingName({ placeholder: placeholder ?? '', from: 'customer' } satisfies MissingValue) })
  }
}
