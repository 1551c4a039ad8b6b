import { build, type Rollup } from 'vite'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

async function pageWithKeeper(): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  // A page with an origin, which about:blank has not.
  await context.route('**', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
  await page.goto('http://leerbord.test/')
  await page.addScriptTag({ content: script })
  return page
}

editKeeperContract('IndexedDB in a browser', async () => keeperIn(await pageWithKeeper()))

const oneEdit: KeptEdits = {
  key: 'tab1',
  participantId: 'piet00000000',
  boardId: 'board0000000',
  epoch: 1,
  stamp: 'a',
  writtenAt: 1_000,
  update: Uint8Array.of(1, 2),
  touched: [],
}
const isKept = async (keeper: EditKeeper) => keeper.read(oneEdit.participantId, oneEdit.boardId)

test('[LK36] a device that did not open is asked again at the next writing', async () => {
  const page = await pageWithKeeper()
  await page.evaluate(() => {
    const value = (): never => {
      Reflect.deleteProperty(indexedDB, 'open')
      throw new Error('not now')
    }
    Object.defineProperty(indexedDB, 'open', { configurable: true, value })
  })
  const keeper = keeperIn(page)
  await expect(keeper.write(oneEdit)).rejects.toThrow()
  await keeper.write(oneEdit)
  expect(await isKept(keeper)).toEqual([oneEdit])
})

test('[LK36] what was closed by another page, or by the browser, is opened again', async () => {
  const page = await pageWithKeeper()
  const keeper = keeperIn(page)
  await keeper.write(oneEdit)
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const going = indexedDB.deleteDatabase('leerbord')
        going.onsuccess = () => resolve()
        going.addEventListener('error', () => reject(new Error('it stayed')))
      }),
  )
  await keeper.write(oneEdit)
  expect(await isKept(keeper)).toEqual([oneEdit])
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
    async eraseBefore(at, spare) {
      await page.evaluate(async ([before, whose]) => kept?.keptEdits.eraseBefore(before, whose), [
        at,
        spare,
      ] as const)
    },
    async erase(key, stamp) {
      await page.evaluate(async ([of, at]) => kept?.keptEdits.erase(of, at), [key, stamp] as const)
    },
  }
}
