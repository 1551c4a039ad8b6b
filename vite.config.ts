import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { serviceWorker, workerEntry } from './client/service-worker/build.ts'
import { pageSize } from './tests/support/page-size.ts'
import { devPorts } from './tests/support/ports.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = `http://127.0.0.1:${devPorts.server}`

/** One Vitest project per kind of test; `npm test` runs all of them. */
const project = (name: string, more: object = {}) => ({
  extends: true as const,
  test: {
    name,
    root: here('.'),
    include: [`tests/${name}/**/*.test.ts`],
    environment: 'node' as const,
    ...more,
  },
})

export default defineConfig({
  root: here('client'),
  cacheDir: here('node_modules/.cache/vite'),
  plugins: [react(), pageSize(), serviceWorker()],
  // Its files are imported by URL; bundled ahead of time they would be looked for beside the bundle.
  optimizeDeps: { exclude: ['@tldraw/assets'] },
  build: {
    outDir: here('client/dist'),
    emptyOutDir: true,
    target: 'es2022',
    // Fonts and icons stay files: a file is cached, and a phone loads only the ones it shows.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2500,
    rolldownOptions: {
      input: { main: here('client/index.html'), [workerEntry]: here('client/service-worker/worker.ts') },
      // A worker rules the folder it lies in and everything below.
      output: {
        entryFileNames: ({ name }) => (name === workerEntry ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: devPorts.pages,
    strictPort: true,
    proxy: { '/api': { target: server }, '/sync': { target: server, ws: true } },
  },
  test: {
    reporters: ['default', here('tests/support/plain-reporter.ts')],
    projects: [
      // Laws draw hundreds of cases: what a busy machine takes for them says nothing of the code.
      project('unit', { testTimeout: 30_000 }),
      project('contract', { testTimeout: 60_000 }),
      project('sim', { testTimeout: 120_000 }),
      project('wire', { testTimeout: 30_000 }),
      project('crash', { testTimeout: 1_800_000 }),
      project('server', { testTimeout: 60_000 }),
      project('browser', {
        testTimeout: 180_000,
        // What two browsers and a disk agree on takes as long as the machine lets it.
        expect: { poll: { timeout: 20_000 } },
        hookTimeout: 180_000,
        fileParallelism: false,
        // After all others: a browser that waits for a busy machine finds faults that nobody has.
        sequence: { groupOrder: 1 },
        globalSetup: [here('tests/support/browser-setup.ts')],
      }),
    ],
  },
})
