import { build, type Rollup } from 'vite'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { must } from '../../shared/assert.ts'
import type { EditKeeper, KeptEdits } from '../../client/link/edit-keeper.ts'
import { editKeeperContract } from '../contract/edit-keeper-contract.ts'
import { launchChromium } from '../support/chromium.ts'

declare global {
  // What the bundle leaves in the page.
  var kept: { readonly keptEdits: EditKeeper } | undefined
}

let browser: Browser
let script: string
beforeAll(async () => {
  browser = await launchChromium()
  script = await bundled()
})
afterAll(async () => {
  await browser.close()
})

/** The keeper as a script of its own. */
async function bundled(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('../../client/browser/kept-edits.ts', import.meta.url)),
        formats: ['iife'],
        name: 'kept',
      },
    },
  })
  const [first] = [built].flat()
  if (first === undefined || !('output' in first)) throw new Error('nothing was bundled')
  const chunk = must(
    first.output.find((each): each is Rollup.OutputChunk => each.type === 'chunk'),
    'the script',
  )
  return chunk.code
}

editKeeperContract('IndexedDB in a browser', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  // A page with an origin, which about:blank has not.
  await context.route('**', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
  await page.goto('http://leerbord.test/')
  await page.addScriptTag({ content: script })
  return keeperIn(page)
})

/** Bytes go to and fro as numbers. */
function keeperIn(page: Page): EditKeeper {
  return {
    async read(participantId, boardId) {
      const rows = await page.evaluate(
        async ([person, board]) => {
          const found = (await kept?.keptEdits.read(person, board)) ?? []
          return found.map((edits) => ({ ...edits, update: [...edits.update] }))
        },
        [participantId, boardId] as const,
      )
      return rows.map((row): KeptEdits => ({ ...row, update: Uint8Array.from(row.update) }))
    },
    async write(edits) {
      await page.evaluate(
        async (row) => kept?.keptEdits.write({ ...row, update: Uint8Array.from(row.update) }),
        { ...edits, update: [...edits.update] },
      )
    },
    async eraseBefore(at) {
      await page.evaluate(async (before) => kept?.keptEdits.eraseBefore(before), at)
    },
    async erase(key, stamp) {
      await page.evaluate(async ([of, at]) => kept?.keptEdits.erase(of, at), [key, stamp] as const)
    },
  }
}
