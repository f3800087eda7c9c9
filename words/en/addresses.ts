import type { addresses as de } from '../de/addresses.ts'
import type { SameKeys } from '../same-keys.ts'

export const addresses: SameKeys<typeof de> = {
  suggestions: 'Suggestions',
  unknownPostcode: 'We do not know this postcode. You can save it all the same.',
  preview: 'On the letter',
  block: 'Address',
  greeting: 'Letter greeting',
  ownGreeting: 'Your own greeting',
  ownGreetingHint: 'Empty: "{greeting}"',
  copy: 'Copy',
  copied: 'Copied.',
  borrowed: 'One line more than the address field has; it moves up. | {count} lines more than the address field has; they move up.',
  germanLetter: 'Letters begin in German.',
  suggestSalutation: { ms: 'Ms?', mr: 'Mr?' },
  takeSalutation: 'Use "{salutation}"',
  areaAssumed: 'With the area code of the shop',
  additionHint: 'c/o, district or DHL customer number',
  streetHint: 'P.O. box or parcel locker as well',
}
