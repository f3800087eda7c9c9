import { imagePath } from '#contract'

/** The development server has no pictures of customers; the app's own scheme has. */
const source = import.meta.env.MODE === 'development' ? 'app://bundle' : ''

export const imageAddress = (hash: string): string => source + imagePath(hash)
