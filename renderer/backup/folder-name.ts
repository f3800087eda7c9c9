/** The last part of a folder's path: what people call it. */
export const folderName = (folder: string): string => folder.split(/[\\/]/).findLast((part) => part !== '') ?? folder
