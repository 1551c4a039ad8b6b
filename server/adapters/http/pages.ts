/**
 * The built client. All its files are listed once, at start, so a path can never reach outside them.
 * Pages are one document; the client draws what the address asks for.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { HttpContext } from './ask.ts'
import { languageOf } from './problems.ts'

export interface Pages {
  /** Null when the client was not built: the API works, pages say so. */
  readonly files: ReadonlyMap<string, string> | null
}

const pagePatterns = [
  /^\/$/,
  /^\/(join|about)$/,
  /^\/t\/[\w-]+$/,
  /^\/s\/[\w-]+(\/record)?$/,
  /^\/b\/[\w-]+$/,
  /^\/snapshots\/[\w-]+$/,
]

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}
/** Packed already, or so small that packing adds. */
const isPackable = (type: string) => /^(text|application)\/|svg/.test(type)

export function listPages(folder: string): Pages {
  const files = new Map<string, string>()
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      const address = `/${relative(folder, path).split(sep).join('/')}`
      if (entry.isFile() && !entry.name.startsWith('.')) files.set(address, path)
    }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return { files: null }
    throw cause
  }
  return { files: files.has('/index.html') ? files : null }
}

export function servePages({ files }: Pages): (context: HttpContext) => Response {
  const packed = new Map<string, Buffer<ArrayBuffer>>()
  return (context) => {
    if (files === null) return notBuilt(context)
    const { path } = context.req
    const file = path === '/index.html' ? undefined : files.get(path)
    if (file !== undefined) return fileAnswer(context, path, file)
    const isPage = pagePatterns.some((pattern) => pattern.test(path))
    const page = files.get('/index.html')
    return page === undefined
      ? notBuilt(context)
      : fileAnswer(context, '/index.html', page, isPage ? 200 : 404)
  }

  function fileAnswer(
    context: HttpContext,
    address: string,
    file: string,
    status: 200 | 404 = 200,
  ): Response {
    const type = types[extname(file)] ?? 'application/octet-stream'
    // A file under assets has its content's hash in its name; a page must be asked for again.
    const cache = address.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
    const headers: Record<string, string> = { 'Content-Type': type, 'Cache-Control': cache }
    if (!isPackable(type)) return new Response(readFileSync(file), { status, headers })
    headers['Vary'] = 'Accept-Encoding'
    if (!/\bgzip\b/.test(context.req.header('accept-encoding') ?? '')) {
      return new Response(readFileSync(file), { status, headers })
    }
    const body = packed.get(file) ?? gzipSync(readFileSync(file))
    packed.set(file, body)
    return new Response(body, { status, headers: { ...headers, 'Content-Encoding': 'gzip' } })
  }
}

function notBuilt(context: HttpContext): Response {
  const words = {
    nl: 'De pagina’s zijn nog niet gebouwd. Start met: npm start',
    en: 'The pages are not built yet. Start with: npm start',
  }
  return context.text(words[languageOf(context.req.header('accept-language'))], 503)
}
