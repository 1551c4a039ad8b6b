/**
 * How smoothly a board moves while twenty people drag notes on it: frames a second of our page, whose
 * movements come over the wire, each stored before it is shown, beside those of bare tldraw with the
 * same notes and movements and no server, in turns in the same run.
 */
import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { recordFactories } from '../../shared/board/factories.ts'
import { recordsOf, writeDiff } from '../../shared/board/layout.ts'
import { keysAbove } from '../../shared/board/order.ts'
import { pageId, shapeIdOf } from '../../shared/board/schema.ts'
import { must } from '../../shared/assert.ts'
import type { NoteId, ParticipantId } from '../../shared/ids.ts'
import { launchChromium } from '../support/chromium.ts'
import { keyIn, Person } from '../support/person.ts'
import { startServer } from '../support/server.ts'
import { SyncPerson } from '../support/sync-person.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { Visitor } from '../support/visitor.ts'
import { draggedBy, homeOf, notesInAll, offsetOf, people, spotAt, stepMs } from './dance.ts'
import { spreadOf } from './spread.ts'

const turns = 5
const turnMs = 4_000
const views = ['whole board', 'near'] as const

interface Stage {
  readonly page: Page
  dance(): Promise<() => Promise<void>>
}
type OurStage = Stage & {
  /** Shows the board whole, or its middle at about full size, as a person would; where the view is then. */
  look(view: View): Promise<Camera>
}
type BareStage = Stage & { look(camera: Camera): Promise<void> }
type View = (typeof views)[number]
interface Camera {
  readonly x: number
  readonly y: number
  readonly z: number
}

export async function frames(): Promise<void> {
  // A socket each, of which y-websocket hears the end of the process.
  process.setMaxListeners(people + 10)
  const browser = await launchChromium()
  try {
    await using opened = new AsyncDisposableStack()
    const ours = await ourStage(browser, opened)
    const bare = await bareStage(browser, opened)
    process.stdout.write(
      `Frames a second with ${people} people dragging among ${notesInAll} notes, ${turns} times ${turnMs / 1000} s each, in turns:\n`,
    )
    for (const view of views) {
      const [us, them]: [number[], number[]] = [[], []]
      for (let turn = 0; turn < turns; turn += 1) {
        await ours.page.bringToFront()
        const camera = await ours.look(view)
        us.push(await framesOf(ours))
        await bare.page.bringToFront()
        await bare.look(camera)
        them.push(await framesOf(bare))
      }
      const share = us.map((fps, turn) => fps / must(them[turn], 'a turn of the other'))
      process.stdout.write(
        `  ${view.padEnd(12)} Leerbord ${inWords(us)}, bare tldraw ${inWords(them)}, ratio ${inWords(share, 2)}\n`,
      )
    }
  } finally {
    await browser.close()
  }
}

function inWords(values: readonly number[], digits = 1): string {
  const { min, median, max } = spreadOf(values)
  return `${median.toFixed(digits)} (${min.toFixed(digits)} to ${max.toFixed(digits)})`
}

/** Frames a second while everyone drags. */
async function framesOf(stage: Stage): Promise<number> {
  const rest = await stage.dance()
  const fps = await stage.page.evaluate(
    (ms) =>
      new Promise<number>((resolve) => {
        let [count, start] = [-30, 0]
        const frame = (now: number): void => {
          // The first frames warm up.
          count += 1
          if (count === 0) start = now
          if (count > 0 && now - start >= ms) resolve((count * 1000) / (now - start))
          else requestAnimationFrame(frame)
        }
        requestAnimationFrame(frame)
      }),
    turnMs,
  )
  await rest()
  return fps
}

// ---- our page ---------------------------------------------------------------------------------

async function ourStage(browser: Browser, opened: AsyncDisposableStack): Promise<OurStage> {
  const server = opened.use(await startServer())
  const visitor = opened.use(await Visitor.open(browser, server.address, 'Ana'))
  await visitor.startsTrajectory('Meting')
  const link = await visitor.participantLink()
  await visitor.makesSession('Meting')
  const boardId = await currentBoard(visitor)
  const dancers = await Promise.all(
    Array.from({ length: people }, async (_, n) => {
      const person = new Person(server.address)
      const { participantId } = await person.ask('join', { body: { key: keyIn(link), name: `Danser ${n}` } })
      const sync = opened.use(new SyncPerson(person, boardId))
      await sync.hasSynced()
      return { sync, participantId }
    }),
  )
  await fillBoard(must(dancers[0], 'a dancer'))
  await Promise.all(dancers.map(({ sync }) => sync.until(() => hasAllNotes(sync))))
  // Their own devices would take in what others do; here that would be this machine's work.
  for (const { sync } of dancers) sync.provider.messageHandlers[0] = () => {}
  await visitor.page.waitForFunction(
    (count) => document.querySelectorAll('.tl-shape[data-shape-type="note"]').length === count,
    notesInAll,
  )
  return {
    page: visitor.page,
    look: (view) => lookAt(visitor, view),
    dance: () => {
      const timers = dancers.map(({ sync }, person) => dragging(sync, person))
      return Promise.resolve(() => {
        for (const timer of timers) timer[Symbol.dispose]()
        return Promise.resolve()
      })
    },
  }
}

/** One person's hand, until disposed. */
function dragging(sync: SyncPerson, person: number): Disposable {
  const id = shapeIdOf(noteIdOf(draggedBy(person)))
  let step = 0
  let interval: NodeJS.Timeout | null = null
  const move = (): void => {
    const { x, y } = spotAt(person, step)
    step += 1
    sync.write((records) => void records.get(id)?.set('pos', [pageId, x, y, 0]))
  }
  const start = setTimeout(() => (interval = setInterval(move, stepMs)), offsetOf(person))
  return {
    [Symbol.dispose]() {
      clearTimeout(start)
      if (interval !== null) clearInterval(interval)
    },
  }
}

async function currentBoard(visitor: Visitor): Promise<string> {
  const sessionId = must(/\/s\/([^/]+)$/.exec(visitor.page.url())?.[1], 'a session')
  return visitor.page.evaluate(async (id) => {
    const answer: unknown = await (await fetch(`/api/sessions/${id}`)).json()
    return (answer as { currentBoard: string }).currentBoard
  }, sessionId)
}

function hasAllNotes({ doc }: SyncPerson): boolean {
  return recordsOf(doc).size >= notesInAll
}

function noteIdOf(n: number): NoteId {
  return `note${String(n).padStart(12, '0')}` as NoteId
}

/** A hundred notes at a time: one update may not be larger than the server takes. */
async function fillBoard({
  sync,
  participantId,
}: {
  sync: SyncPerson
  participantId: ParticipantId
}): Promise<void> {
  const keys = keysAbove(null, notesInAll)
  for (let from = 0; from < notesInAll; from += 100) {
    sync.write((records) => {
      for (let n = from; n < from + 100; n += 1) {
        const at = { ...homeOf(n), index: must(keys[n], 'a key') }
        const meta = { author: participantId, kind: 'contribution' as const }
        writeDiff(records, null, recordFactories.note({ id: noteIdOf(n), at, text: `Briefje ${n}`, meta }))
      }
    })
  }
  await sync.until(() => sync.heard('saved').length > 0)
}

async function lookAt(visitor: Visitor, view: View): Promise<Camera> {
  const { page } = visitor
  await visitor.seesWholeBoard()
  if (view === 'near') {
    await page.mouse.move(720, 450)
    await page.keyboard.press('Shift+0')
    await page.waitForFunction(() => {
      const layer = document.querySelector('.tl-html-layer')
      return layer !== null && new DOMMatrix(getComputedStyle(layer).transform).a > 0.9
    })
  }
  return page.evaluate(() => {
    const layer = document.querySelector('.tl-html-layer')
    if (layer === null) throw new Error('no board')
    const { a, e, f } = new DOMMatrix(getComputedStyle(layer).transform)
    return { x: e / a, y: f / a, z: a }
  })
}

// ---- the peer ---------------------------------------------------------------------------------

async function bareStage(browser: Browser, opened: AsyncDisposableStack): Promise<BareStage> {
  const folder = opened.use(tempFolder())
  await build({
    configFile: false,
    logLevel: 'silent',
    root: fileURLToPath(new URL('bare', import.meta.url)),
    build: { outDir: folder.path, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 10_000 },
  })
  const address = await serveFolder(folder.path, opened)
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'nl-NL',
    reducedMotion: 'reduce',
  })
  opened.defer(() => context.close())
  const page = await context.newPage()
  await page.goto(address)
  await page.waitForFunction(() => 'bare' in window)
  return {
    page,
    look: (camera) => page.evaluate((at) => window.bare.look(at), camera),
    dance: async () => {
      await page.evaluate(() => window.bare.dance())
      return () => page.evaluate(() => window.bare.rest())
    },
  }
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}

async function serveFolder(folder: string, opened: AsyncDisposableStack): Promise<string> {
  const server = createServer((request, response) => {
    const path = request.url === '/' || request.url === undefined ? '/index.html' : request.url
    response.setHeader('Content-Type', types[extname(path)] ?? 'application/octet-stream')
    createReadStream(join(folder, path))
      .on('error', () => response.writeHead(404).end())
      .pipe(response)
  })
  opened.defer(() => void server.close())
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}
