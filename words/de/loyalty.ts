export const loyalty = {} as const
