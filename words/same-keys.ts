/** The shape of the German words: another language has the same keys, each with a sentence. */
export type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> }
