/** A card number as it is read aloud and printed: `2 000000 418254`. */
export const cardNumberWords = (number: string): string =>
  number.length === 13 ? `${number[0]}\u00a0${number.slice(1, 7)}\u00a0${number.slice(7)}` : number
