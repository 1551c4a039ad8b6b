import type { Plugin } from 'vite'

/** Name of the entry that becomes `/sw.js`. */
export const workerEntry = 'sw'

/**
 * Tells the service worker what was built: scripts and styles, so that every page opens without a
 * line. Fonts and pictures it keeps as they are used.
 */
export function serviceWorker(): Plugin {
  return {
    name: 'leerbord-service-worker',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const assets = Object.keys(bundle)
          .filter((name) => /^assets\/.*\.(js|css)$/.test(name))
          .map((name) => `/${name}`)
          .toSorted()
        const chunk = Object.values(bundle).find((each) => each.type === 'chunk' && each.name === workerEntry)
        if (chunk?.type !== 'chunk') this.error('the service worker was not built')
        // Each asset has its content in its name: other content is another list, and another worker.
        const name = assets.reduce((sum, each) => hash(sum, each), 5381).toString(36)
        chunk.code = `const builtAssets=${JSON.stringify(assets)},builtName=${JSON.stringify(name)};${chunk.code}`
      },
    },
  }
}

function hash(sum: number, text: string): number {
  return Array.from(text).reduce((so, letter) => (so * 33 + (letter.codePointAt(0) ?? 0)) % 2 ** 40, sum)
}
