/** Makes any text safe between tags and inside quoted attributes. */
export const escapeHtml = (content: string): string => content.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
