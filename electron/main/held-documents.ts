/** HTML documents that wait to be shown or printed, each under an address of the app's own scheme. */
export interface HeldDocuments {
  /** Keeps a document and answers its path, such as `/print/3`. */
  hold(html: string): string
  find(pathname: string): string | undefined
  release(pathname: string): void
}

/**
 * Holds documents in memory. Past the limit the oldest one goes, so that a window that never releases cannot fill it.
 */
export function holdDocuments(limit = 32): HeldDocuments {
  const documents = new Map<string, string>()
  let lastNumber = 0
  return {
    hold(html) {
      const pathname = `/print/${++lastNumber}`
      documents.set(pathname, html)
      for (const oldest of documents.keys()) {
        if (documents.size <= limit) break
        documents.delete(oldest)
      }
      return pathname
    },
    find: (pathname) => documents.get(pathname),
    release: (pathname) => {
      documents.delete(pathname)
    },
  }
}
