import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol } from 'electron'
import type { HeldDocuments } from './held-documents.ts'

const ORIGIN = 'app://bundle'
const DEV_SERVER = process.env['ELECTRON_RENDERER_URL']

/** Hashes of the style elements that the component library writes at run time, as `'sha256-…'`. Constant per build. */
export const styleHashes: readonly string[] = []

const policyOfWindow = [
  "default-src 'self'",
  "script-src 'self'",
  ["style-src 'self'", ...styleHashes].join(' '),
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'self' blob:",
].join('; ')
/** A printed document brings its styles inside, and nothing in it may run or ask for more. */
const policyOfDocument = [
  "default-src 'none'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** Must run before the app is ready, at the top level of main. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
}

/** Finds a known picture by its hash; null for all else. */
export type FindImage = (hash: string) => Promise<{ file: string; mediaType: string } | null>
const imageAddress = /^\/files\/([0-9a-f]{64})$/
const imageTypes = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif'])

/** Serves the built window, the documents held for printing and customers' pictures, each with its own content security policy. */
export function serveScheme(rendererDir: string, documents: HeldDocuments, findImage: FindImage): void {
  protocol.handle('app', async (request) => {
    const { host, pathname } = new URL(request.url)
    if (host !== 'bundle') return notFound()
    const html = documents.find(pathname)
    if (html !== undefined) return respond(html, contentTypes['.html'] ?? '', policyOfDocument)
    const hash = imageAddress.exec(pathname)?.[1]
    return hash === undefined ? serveFile(rendererDir, pathname) : serveImage(hash, findImage)
  })
}

async function serveImage(hash: string, findImage: FindImage): Promise<Response> {
  try {
    const image = await findImage(hash)
    if (!image || !imageTypes.has(image.mediaType)) return notFound()
    return respond(await readFile(image.file), image.mediaType, "default-src 'none'")
  } catch {
    return notFound()
  }
}

async function serveFile(rendererDir: string, pathname: string): Promise<Response> {
  const file = fileInside(rendererDir, pathname)
  const contentType = file === null ? undefined : contentTypes[path.extname(file)]
  if (file === null || contentType === undefined) return notFound()
  try {
    return respond(await readFile(file), contentType, policyOfWindow)
  } catch {
    return notFound()
  }
}

/** The file a path names, or null when it leads out of the folder, also with encoded dots and slashes. */
export function fileInside(folder: string, pathname: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null
  const file = path.join(folder, decoded)
  return file.startsWith(folder + path.sep) ? file : null
}

function respond(body: string | Uint8Array<ArrayBuffer>, contentType: string, policy: string): Response {
  return new Response(body, { headers: { 'content-type': contentType, 'content-security-policy': policy, 'x-content-type-options': 'nosniff' } })
}

const notFound = (): Response => new Response('not found', { status: 404, headers: { 'content-type': 'text/plain' } })

/** Where the window's page is: the development server while there is one, else the built files. */
export const windowUrl = (hash = ''): string => `${DEV_SERVER ?? ORIGIN}/index.html${hash === '' ? '' : `#${hash}`}`

export const documentUrl = (pathname: string): string => ORIGIN + pathname

/** True for the one page that may call main, whatever its hash. */
export function isWindowUrl(url: string): boolean {
  const [page] = url.split(/[?#]/)
  return page === windowUrl()
}
