/** Boards and pages of another version than the server's. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { openSqliteStore } from '../../server/adapters/sqlite/store.ts'
import { must } from '../../shared/assert.ts'
import { recordFactories } from '../../shared/board/factories.ts'
import { parseId, type BoardId, type NoteId } from '../../shared/ids.ts'
import { wireVersion } from '../../shared/wire/version.ts'
import { launchChromium } from '../support/chromium.ts'
import { layOld, oldForm } from '../support/old-board.ts'
import { startServer } from '../support/server.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { Visitor } from '../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
})

const silent = { info() {}, warn() {}, error() {} }

async function boardOf({ page }: Visitor): Promise<BoardId> {
  const session = await page.evaluate(async () =>
    (await fetch(`/api${location.pathname.replace('/s/', '/sessions/')}`)).json(),
  )
  return must(parseId<BoardId>(String(session.currentBoard)), 'a board')
}

/** On the disk of a server that is away: the board is as an older version left it, with a note of that time. */
async function ages(dataDir: string, boardId: BoardId, text: string): Promise<void> {
  await using store = await openSqliteStore({ dataDir, log: silent })
  const stored = must(await store.load(boardId), 'a stored board')
  const doc = new Y.Doc()
  for (const update of [stored.checkpoint, ...stored.tail]) if (update !== null) Y.applyUpdate(doc, update)
  const id = must(parseId<NoteId>('note00000old'), 'an id')
  const note = recordFactories.note({ id, at: { x: 0, y: 0, index: 'a1' }, text, meta: { kind: 'fact' } })
  const before = Y.encodeStateVector(doc)
  layOld(doc, [oldForm(note)], true)
  const taken = await store.takeLease(boardId, 'an older version', Date.now(), 1)
  if (taken.is !== 'taken') throw new Error('the board is held')
  const updates = [Y.encodeStateAsUpdate(doc, before)]
  const clients = [{ clientId: doc.clientID, owner: 'server' as const }]
  await store.commit([{ boardId, epoch: stored.epoch, fence: taken.fence, updates, clients }], [])
  await store.releaseLease(boardId, taken.fence)
}

test('[RM110] a board of an older schema opens, with its words, and people write on', async () => {
  using folder = tempFolder()
  const first = await startServer({ DATA_DIR: folder.path })
  const { port } = first
  await using ana = await Visitor.open(browser, `http://127.0.0.1:${port}`, 'Ana')
  await ana.startsTrajectory('Rust aan tafel')
  await ana.makesSession('Aan tafel')
  await ana.places('Probleem in beeld')
  const boardId = await boardOf(ana)
  await first[Symbol.asyncDispose]()
  await ages(folder.path, boardId, 'van vroeger')
  await using second = await startServer({ DATA_DIR: folder.path, PORT: String(port) })
  expect(second.port).toBe(port)
  await ana.page.reload()
  await ana.seesBoard()
  await ana.sees('van vroeger')
  await ana.writes('Feiten', 'van nu')
  await ana.isSaved()
  await ana.page.reload()
  await ana.sees('van vroeger')
  await ana.sees('van nu')
})

test('[BD113] a page of an older version is told to reload, and its unsent words are there afterwards', async () => {
  await using server = await startServer()
  const address = `http://127.0.0.1:${server.port}`
  await using ana = await Visitor.open(browser, address, 'Ana')
  // From now on every page of hers says, once it is told to, that it is of the version before.
  await ana.page.addInitScript((present) => {
    const Own = window.WebSocket
    window.WebSocket = class extends Own {
      constructor(url: string | URL, protocols?: string | string[]) {
        const isOld = sessionStorage.getItem('isOld') === 'yes'
        super(isOld ? String(url).replace(`v=${present}`, `v=${present - 1}`) : url, protocols)
      }
    }
  }, wireVersion)
  await ana.startsTrajectory('Rust aan tafel')
  await ana.makesSession('Aan tafel')
  await ana.places('Probleem in beeld')
  await ana.page.reload()
  await ana.seesBoard()
  await ana.page.context().setOffline(true)
  await ana.page.getByText('Niet verbonden').first().waitFor()
  await ana.writes('Feiten', 'zonder lijn geschreven')
  await ana.page.evaluate(() => sessionStorage.setItem('isOld', 'yes'))
  await ana.page.context().setOffline(false)
  await ana.page.getByText('Er is een nieuwe versie.').first().waitFor()
  const boardId = await boardOf(ana)
  const outline = async () =>
    ana.page.evaluate(async (id) => (await fetch(`/api/boards/${id}/outline`)).text(), boardId)
  expect(await outline()).not.toContain('zonder lijn')
  await ana.page.evaluate(() => sessionStorage.removeItem('isOld'))
  await ana.page.getByRole('button', { name: 'Pagina opnieuw laden' }).first().click()
  await ana.sees('zonder lijn geschreven')
  await expect.poll(outline, { timeout: 30_000 }).toContain('zonder lijn geschreven')
})
