import { DOCUMENT_LIMIT_BYTES } from '#contract'
import { CallFailed, shell } from '../api.ts'

/** Brings a dropped file to where the backend may read it. Refuses at once what would be refused there, before its bytes travel. */
export async function takeDropped(file: File): Promise<string> {
  const refused = (reason: 'document-empty' | 'document-too-large' | 'document-is-folder') =>
    new CallFailed({ code: 'invalid', reason, detail: { name: file.name } })
  if (file.size > DOCUMENT_LIMIT_BYTES) throw refused('document-too-large')
  // A folder looks like a file until it is read.
  await file
    .slice(0, 1)
    .arrayBuffer()
    .catch(() => {
      throw refused('document-is-folder')
    })
  if (file.size === 0) throw refused('document-empty')
  return shell.dropFile(file)
}
