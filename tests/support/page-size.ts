import { gzipSync } from 'node:zlib'
import type { Plugin, Rollup } from 'vite'

/** What start and join page may load before the canvas: everything someone on a phone waits for. */
export const pageBudgetBytes = 120_000

/** The chunk and everything it imports statically. */
function withImports(bundle: Rollup.OutputBundle, fileName: string, seen: Set<string>): void {
  const chunk = bundle[fileName]
  if (chunk?.type !== 'chunk' || seen.has(fileName)) return
  seen.add(fileName)
  for (const imported of chunk.imports) withImports(bundle, imported, seen)
}

/**
 * Adds up the JavaScript (gzip) of the start and join pages: the entry, the pages' own chunks and all
 * that these import. Over the budget the build fails, because nobody notices one dependency more.
 */
export function pageSize(): Plugin {
  return {
    name: 'leerbord-page-size',
    apply: 'build',
    generateBundle(_options, bundle) {
      const seen = new Set<string>()
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue
        const isStartOrJoin = /[\\/]client[\\/]start[\\/]/.test(chunk.facadeModuleId ?? '')
        if (chunk.isEntry || (isStartOrJoin && chunk.isDynamicEntry))
          withImports(bundle, chunk.fileName, seen)
      }
      let bytes = 0
      for (const fileName of seen) {
        const chunk = bundle[fileName]
        if (chunk?.type === 'chunk') bytes += gzipSync(chunk.code).length
      }
      const figure = `start and join pages: ${(bytes / 1000).toFixed(1)} kB of JavaScript (gzip), at most ${pageBudgetBytes / 1000} kB`
      if (bytes > pageBudgetBytes) this.error(figure)
      this.info(figure)
    },
  }
}
