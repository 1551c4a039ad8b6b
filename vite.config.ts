import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Ports follow from where the checkout lies, so that two checkouts never collide. */
function portFor(offset: number): number {
  const hash = createHash('sha256').update(here('.')).digest()
  return 20_000 + (hash.readUInt16BE(0) % 10_000) + offset
}
const serverPort = Number(process.env['PORT'] ?? portFor(0))

/** One Vitest project per kind of test; `npm test` runs all, `npm run test:fast` those without a browser. */
const project = (name: string, include: string[], more: object = {}) => ({
  extends: true as const,
  test: { name, root: here('.'), include, environment: 'node' as const, ...more },
})

export default defineConfig({
  root: here('client'),
  plugins: [react()],
  build: {
    outDir: here('client/dist'),
    emptyOutDir: true,
    target: 'es2022',
    // Fonts and icons stay files: the policy of the pages allows `data:` fonts, but a file is cached.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2500,
    manifest: true,
  },
  server: {
    host: '127.0.0.1',
    port: portFor(1),
    strictPort: true,
    proxy: {
      '/api': { target: `http://127.0.0.1:${serverPort}` },
      '/sync': { target: `http://127.0.0.1:${serverPort}`, ws: true },
    },
  },
  test: {
    reporters: ['default', here('tests/support/plain-reporter.ts')],
    projects: [
      project('unit', ['tests/unit/**/*.test.ts']),
      project('contract', ['tests/contract/**/*.test.ts'], { testTimeout: 60_000 }),
      project('sim', ['tests/sim/**/*.test.ts'], { testTimeout: 120_000 }),
      project('wire', ['tests/wire/**/*.test.ts'], { testTimeout: 30_000 }),
      project('server', ['tests/server/**/*.test.ts'], { testTimeout: 60_000 }),
      project('browser', ['tests/browser/**/*.test.ts'], {
        testTimeout: 180_000,
        hookTimeout: 180_000,
        fileParallelism: false,
        globalSetup: [here('tests/support/browser-setup.ts')],
      }),
    ],
  },
})
