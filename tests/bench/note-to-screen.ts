/**
 * How long a note takes from the key that makes it on one page to another page's screen: through the
 * editor, the doc, the guard, a commit on disk and back. Beside it, in turns in the same run, the
 * floor under any such product: a bare WebSocket relay between two pages that shows one element.
 */
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { WebSocket, WebSocketServer } from 'ws'
import { launchChromium } from '../support/chromium.ts'
import { startServer } from '../support/server.ts'
import { Visitor } from '../support/visitor.ts'
import { inWords, ratio, spreadOf } from './spread.ts'

const notes = 200
const perTurn = 20

declare global {
  interface Window {
    /** When the last key went down, and when what it made was first painted. */
    pressedAt: number
    painted: Promise<number>
  }
}

export async function noteToScreen(): Promise<void> {
  const browser = await launchChromium()
  try {
    const ours: number[] = []
    const floor: number[] = []
    await using board = await boardPages(browser)
    await using relay = await relayPages(browser)
    await board.once()
    await relay.once()
    while (ours.length < notes) {
      for (let i = 0; i < perTurn; i += 1) ours.push(await board.once())
      for (let i = 0; i < perTurn; i += 1) floor.push(await relay.once())
    }
    const [us, bare] = [spreadOf(ours), spreadOf(floor)]
    process.stdout.write(
      `A note from one page to another page's screen, ${notes} times, stored before shown:\n`,
    )
    process.stdout.write(
      `  Leerbord    ${inWords(us)}\n  bare relay  ${inWords(bare)}\n  ratio       ${ratio(us, bare)}\n`,
    )
  } finally {
    await browser.close()
  }
}

/** Ana copies a note with one key and takes the copy away again; Piet's page watches for it. */
async function boardPages(browser: Browser) {
  await using opened = new AsyncDisposableStack()
  const server = opened.use(await startServer())
  const ana = opened.use(await Visitor.open(browser, server.address, 'Ana'))
  const piet = opened.use(await Visitor.open(browser, server.address, 'Piet'))
  await ana.startsTrajectory('Meting')
  const link = await ana.participantLink()
  await ana.makesSession('Meting')
  await ana.places('Probleem in beeld')
  await piet.joins(link)
  await piet.seesBoard()
  await ana.writes('Feiten', 'Gemeten')
  await piet.sees('Gemeten')
  await ana.note('Gemeten').first().click()
  await notesTheKey(ana.page)
  const kept = opened.move()
  return {
    async once() {
      await paints(piet.page, '.tl-shape[data-shape-type="note"]', 2)
      await ana.page.keyboard.press('Control+d')
      const took = (await paintedAt(piet.page)) - (await pressedAt(ana.page))
      await paints(piet.page, '.tl-shape[data-shape-type="note"]', 1)
      await ana.page.keyboard.press('Delete')
      await paintedAt(piet.page)
      await ana.page.keyboard.press('Control+a')
      return took
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

async function relayPages(browser: Browser) {
  const relay = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  relay.on('connection', (socket) => {
    socket.on('message', (message: Buffer) => {
      for (const other of relay.clients) {
        if (other !== socket && other.readyState === WebSocket.OPEN) other.send(message.toString('utf8'))
      }
    })
  })
  await new Promise((resolve) => relay.once('listening', resolve))
  const { port } = relay.address() as AddressInfo
  const context = await browser.newContext()
  const [from, to] = [await context.newPage(), await context.newPage()]
  for (const page of [from, to]) {
    await page.evaluate(async (url) => {
      const socket = new WebSocket(url)
      await new Promise((open) => socket.addEventListener('open', open))
      document.addEventListener('keydown', ({ key }) => socket.send(key.repeat(600)))
      socket.addEventListener('message', () => document.body.append(document.createElement('p')))
    }, `ws://127.0.0.1:${port}`)
  }
  await notesTheKey(from)
  let shown = 0
  return {
    async once() {
      shown += 1
      await paints(to, 'p', shown)
      await from.keyboard.press('x')
      return (await paintedAt(to)) - (await pressedAt(from))
    },
    async [Symbol.asyncDispose]() {
      await context.close()
      for (const socket of relay.clients) socket.terminate()
      await new Promise((resolve) => relay.close(resolve))
    },
  }
}

async function notesTheKey(page: Page): Promise<void> {
  await page.evaluate(() => {
    addEventListener(
      'keydown',
      ({ timeStamp }) => (window.pressedAt = performance.timeOrigin + timeStamp),
      true,
    )
  })
}

function pressedAt(page: Page): Promise<number> {
  return page.evaluate(() => window.pressedAt)
}

/** From now on the page waits until it has painted so many of these. */
async function paints(page: Page, selector: string, count: number): Promise<void> {
  await page.evaluate(
    ([what, wanted]) => {
      window.painted = new Promise((resolve) => {
        const look = () => {
          if (document.querySelectorAll(what).length !== wanted) return
          watching.disconnect()
          requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()))
        }
        const watching = new MutationObserver(look)
        watching.observe(document.body, { childList: true, subtree: true })
        look()
      })
    },
    [selector, count] as const,
  )
}

function paintedAt(page: Page): Promise<number> {
  return page.evaluate(() => window.painted)
}
