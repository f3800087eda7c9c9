interface Named {
  kind: 'person' | 'firm'
  firstName: string
  lastName: string
  firmName: string
}

const NOT_KEY = /[^a-z0-9]/

/** Letters and digits only, small, so that Müller, Mueller and MULLER are the same. */
function fold(text: string): string {
  let key = text.toLowerCase()
  if (NOT_KEY.test(key))
    key = key
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .replaceAll('ß', 'ss')
      .replaceAll('ø', 'o')
      .replaceAll('ł', 'l')
      .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, '')
  return key.replace(/([aou])e/g, '$1')
}

/** One text per name, the same for every way in which it is commonly spelled. */
export const nameKey = (who: Named): string => (who.kind === 'firm' ? `f ${fold(who.firmName)}` : `p ${fold(who.firstName)} ${fold(who.lastName)}`)

/** Whether a row can speak of a customer that has its number: the same name, or one of the two lacks the given name. */
export function canBeSame(one: Named, other: Named): boolean {
  if (nameKey(one) === nameKey(other)) return true
  if (one.kind !== 'person' || other.kind !== 'person') return false
  return fold(one.lastName) === fold(other.lastName) && (one.firstName === '' || other.firstName === '')
}

/** Whether two texts are the same name. */
export const isSameName = (one: string, other: string): boolean => one === other || fold(one) === fold(other)
