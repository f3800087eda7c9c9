// Chromium cannot learn a scheme over the DevTools protocol, so app://host/path is shown to the page as
// https://host.app.electron-standin.invalid/path: a secure context that can never resolve and is always intercepted.
const suffix = '.electron-standin.invalid'
const ours = /^https:\/\/(.*)\.([a-z][a-z0-9+.-]*?)\.electron-standin\.invalid(?=[/?#]|$)(.*)$/s

/** The address under which Chromium loads a URL of one of the app's own schemes. */
export function toPageUrl(url: string, schemes: Iterable<string>): string {
  const scheme = new URL(url).protocol.slice(0, -1)
  if (![...schemes].includes(scheme)) return url
  const { host, pathname, search, hash } = new URL(url.replace(/^[^:]+/, 'https'))
  return `https://${host}.${scheme}${suffix}${pathname}${search}${hash}`
}

/** The way back: what main is told. */
export function toAppUrl(url: string): string {
  const match = ours.exec(url)
  return match ? `${match[2]}://${match[1]}${match[3]}` : url
}

export const isAppUrl = (url: string): boolean => ours.test(url)
