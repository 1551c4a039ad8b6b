/** Ana and Piet at a field of ideas, and how they take hold of what lies there. */
import type { Browser, Page } from 'playwright-core'
import type { OutlineZone } from '../../shared/board/outline.ts'
import { outlineAnswer } from '../../shared/wire/api.ts'
import { spawnServer } from './server.ts'
import { tempFolder } from './temp-folder.ts'
import { Visitor, type Seat } from './visitor.ts'

/** A request of the page itself, with its cookie. */
async function asks(page: Page, path: string, body: object): Promise<Record<string, unknown>> {
  return page.evaluate(
    async ([to, sent]) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(to, { method: 'POST', headers, body: sent })
      if (!answer.ok) throw new Error(`${to}: ${answer.status}`)
      return answer.json()
    },
    [path, JSON.stringify(body)] as const,
  )
}

/** Ana and Piet before three nameless ideas that lie side by side in the field. */
export async function twoPeople(browser: Browser, pietsSeat: Seat = {}) {
  await using opened = new AsyncDisposableStack()
  const folder = opened.use(tempFolder())
  const server = opened.use(spawnServer({ DATA_DIR: folder.path }))
  const address = await server.address
  const ana = opened.use(await Visitor.open(browser, address, 'Ana'))
  const piet = opened.use(await Visitor.open(browser, address, 'Piet', pietsSeat))
  await Promise.all([ana.page.goto(address), piet.page.goto(address)])
  const started = await asks(ana.page, '/api/trajectories', { title: 'Rust aan tafel', name: 'Ana' })
  const path = `/api/trajectories/${String(started['trajectoryId'])}/sessions`
  const { sessionId, boardId } = await asks(ana.page, path, { title: 'Eerste keer' })
  const links = started['links'] as Record<string, string>
  await asks(piet.page, '/api/join', { key: links['participant']?.split('#')[1], name: 'Piet' })
  const board = `/api/boards/${String(boardId)}`
  await asks(ana.page, `${board}/templates`, { template: 'idea-clusters' })
  for (const text of ['muziek', 'tafels', 'dekken']) {
    await asks(ana.page, `${board}/notes`, { zone: 'clusters', text })
  }
  for (const { page } of [ana, piet]) {
    await page.goto(`${address}/s/${String(sessionId)}`)
    await page.locator('.note').nth(2).waitFor({ state: 'attached' })
  }
  await Promise.all([ana.seesWholeBoard(), piet.seesWholeBoard()])
  /** The zone with this key, as the server has it. */
  const zone = async (key: string): Promise<OutlineZone> => {
    const json: unknown = await ana.page.evaluate(async (to) => (await fetch(to)).json(), `${board}/outline`)
    const found = outlineAnswer.parse(json).instances[0]?.zones.find((one) => one.key === key)
    if (found === undefined) throw new Error(`no zone ${key}`)
    return found
  }
  const texts = async (key = 'clusters') => {
    const { clusters, notes } = await zone(key)
    const words = (all: readonly { text: string }[]) => all.map(({ text }) => text).toSorted()
    return { clusters: clusters.map(({ notes: inside }) => words(inside)), loose: words(notes) }
  }
  /** A note of Ana's own lies in this zone. */
  const writes = async (key: string, text: string) => {
    await asks(ana.page, `${board}/notes`, { zone: key, text })
    await ana.note(text).waitFor()
  }
  const kept = opened.move()
  return { ana, piet, zone, texts, writes, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

export async function middleOf(person: Visitor, selector: string, text = '') {
  const shape = person.page.locator(`.tl-shape[data-shape-type="${selector}"]`).filter({ hasText: text })
  const box = await shape.first().boundingBox()
  if (box === null) throw new Error(`${person.name} does not see ${selector} ${text}`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, w: box.width, h: box.height }
}

export async function drags(person: Visitor, from: { x: number; y: number }, to: { x: number; y: number }) {
  const { mouse } = person.page
  await mouse.move(from.x, from.y)
  await mouse.down()
  await mouse.move(to.x, to.y, { steps: 8 })
  await mouse.up()
}

/** Lays one note half on another. */
export async function laysOn(person: Visitor, text: string, other: string) {
  const [from, to] = [await middleOf(person, 'note', text), await middleOf(person, 'note', other)]
  await drags(person, from, { x: to.x + to.w / 4, y: to.y + to.h / 4 })
}

/** Takes a cluster by its name, where no note lies. */
export async function handle(person: Visitor) {
  const box = await person.page.locator('.cluster-name').first().boundingBox()
  if (box === null) throw new Error(`${person.name} sees no cluster`)
  return { x: box.x + box.width * 0.4, y: box.y + box.height / 2 }
}
