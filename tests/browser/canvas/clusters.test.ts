import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OutlineZone } from '../../../shared/board/outline.ts'
import { outlineAnswer } from '../../../shared/wire/api.ts'
import { launchChromium } from '../../support/chromium.ts'
import { spawnServer } from '../../support/server.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { Visitor } from '../../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
})

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
async function twoPeople() {
  await using opened = new AsyncDisposableStack()
  const folder = opened.use(tempFolder())
  const server = opened.use(spawnServer({ DATA_DIR: folder.path }))
  const address = await server.address
  const ana = opened.use(await Visitor.open(browser, address, 'Ana'))
  const piet = opened.use(await Visitor.open(browser, address, 'Piet'))
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
  const kept = opened.move()
  return { ana, piet, zone, texts, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

async function middleOf(person: Visitor, selector: string, text = '') {
  const shape = person.page.locator(`.tl-shape[data-shape-type="${selector}"]`).filter({ hasText: text })
  const box = await shape.first().boundingBox()
  if (box === null) throw new Error(`${person.name} does not see ${selector} ${text}`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, w: box.width, h: box.height }
}

async function drags(person: Visitor, from: { x: number; y: number }, to: { x: number; y: number }) {
  const { mouse } = person.page
  await mouse.move(from.x, from.y)
  await mouse.down()
  await mouse.move(to.x, to.y, { steps: 8 })
  await mouse.up()
}

/** Lays one note half on another. */
async function laysOn(person: Visitor, text: string, other: string) {
  const [from, to] = [await middleOf(person, 'note', text), await middleOf(person, 'note', other)]
  await drags(person, from, { x: to.x + to.w / 4, y: to.y + to.h / 4 })
}

/** Takes a cluster by its name, where no note lies. */
async function handle(person: Visitor) {
  const box = await person.page.locator('.cluster-name').first().boundingBox()
  if (box === null) throw new Error(`${person.name} sees no cluster`)
  return { x: box.x + box.width * 0.4, y: box.y + box.height / 2 }
}

test('[CV60] a note laid on another makes a cluster on both pages; one undo takes it back', async () => {
  await using people = await twoPeople()
  const { ana, piet, texts } = people
  await laysOn(ana, 'muziek', 'tafels')
  await piet.page.locator('.cluster').waitFor()
  await expect.poll(() => texts()).toEqual({ clusters: [['muziek', 'tafels']], loose: ['dekken'] })
  await laysOn(piet, 'dekken', 'tafels')
  await expect.poll(() => texts()).toEqual({ clusters: [['dekken', 'muziek', 'tafels']], loose: [] })
  await piet.undoes()
  await expect.poll(() => texts()).toEqual({ clusters: [['muziek', 'tafels']], loose: ['dekken'] })
  await ana.undoes()
  await expect.poll(() => texts()).toEqual({ clusters: [], loose: ['dekken', 'muziek', 'tafels'] })
  await expect.poll(() => piet.page.locator('.cluster').count()).toBe(0)
  expect([...ana.faults, ...piet.faults]).toEqual([])
})

test('[CV61] two people type one name at once: every letter stays', async () => {
  await using people = await twoPeople()
  const { ana, piet, zone } = people
  await laysOn(ana, 'muziek', 'tafels')
  await piet.page.locator('.cluster').waitFor()
  for (const person of [ana, piet]) {
    await person.page.keyboard.press('Escape')
    const at = await handle(person)
    await person.page.mouse.click(at.x, at.y)
    await person.page.getByRole('button', { name: 'Naam geven' }).click()
    await person.page.locator('.cluster .ProseMirror').waitFor()
  }
  for (const [at, letter] of 'rustig'.split('').entries()) {
    await Promise.all([ana.page.keyboard.type(letter), piet.page.keyboard.type(String(at))])
  }
  const nameThere = async () => (await zone('clusters')).clusters[0]?.name ?? ''
  await expect.poll(async () => (await nameThere()).replaceAll(/\d/g, '')).toBe('rustig')
  await expect.poll(async () => (await nameThere()).replaceAll(/\D/g, '')).toBe('012345')
})

test('[CV62] a cluster that is dragged takes its notes along, and they become what that zone holds', async () => {
  await using people = await twoPeople()
  const { ana, piet, zone, texts } = people
  await laysOn(ana, 'muziek', 'tafels')
  await ana.page.locator('.cluster').waitFor()
  await ana.page.keyboard.press('Escape')
  const to = await ana.zone('Bewaren voor later').boundingBox()
  if (to === null) throw new Error('no zone to go to')
  const from = await handle(ana)
  await drags(ana, from, { x: to.x + to.width * 0.6, y: to.y + to.height * 0.4 })
  await expect.poll(() => texts('later')).toEqual({ clusters: [['muziek', 'tafels']], loose: [] })
  expect((await texts()).loose).toEqual(['dekken'])
  const seen = await middleOf(piet, 'note', 'muziek')
  expect(seen.x).toBeGreaterThan(to.x)
  await ana.undoes()
  await expect.poll(() => texts()).toEqual({ clusters: [['muziek', 'tafels']], loose: ['dekken'] })
  expect((await zone('later')).clusters).toEqual([])
})

test('[CV63] taken apart or deleted, a cluster leaves its notes where they lie; undo brings it back', async () => {
  await using people = await twoPeople()
  const { ana, piet, texts } = people
  await laysOn(ana, 'muziek', 'tafels')
  await piet.page.locator('.cluster').waitFor()
  const before = await middleOf(piet, 'note', 'muziek')
  const together = { clusters: [['muziek', 'tafels']], loose: ['dekken'] }
  const apart = { clusters: [], loose: ['dekken', 'muziek', 'tafels'] }
  const ways: [Visitor, () => Promise<void>][] = [
    [piet, () => piet.page.getByRole('button', { name: 'Uit elkaar' }).click()],
    [ana, () => ana.page.keyboard.press('Delete')],
  ]
  for (const [person, way] of ways) {
    await person.page.keyboard.press('Escape')
    const at = await handle(person)
    await person.page.mouse.click(at.x, at.y)
    await person.page.getByRole('button', { name: 'Uit elkaar' }).waitFor()
    await way()
    await expect.poll(() => texts()).toEqual(apart)
    expect(await middleOf(piet, 'note', 'muziek')).toEqual(before)
    await person.undoes()
    await expect.poll(() => texts()).toEqual(together)
    await Promise.all([ana, piet].map(({ page }) => page.locator('.cluster').waitFor()))
  }
})

test('[CV64] the chip of a cluster lies in the matrix and says so once someone lays it somewhere', async () => {
  await using people = await twoPeople()
  const { ana, piet, zone } = people
  await laysOn(ana, 'muziek', 'tafels')
  await ana.page.locator('.cluster').waitFor()
  await ana.page.keyboard.press('Escape')
  const at = await handle(ana)
  await ana.page.mouse.click(at.x, at.y)
  await ana.page.getByRole('button', { name: 'Zet bij nu, wauw, ooit' }).click()
  const placement = async () => (await zone('clusters')).clusters[0]?.placement ?? null
  await expect.poll(placement).toEqual({ x: 0.5, y: 0.5 })
  await piet.page.locator('.chip').waitFor()
  const chip = await middleOf(piet, 'chip')
  await drags(piet, chip, { x: chip.x - chip.w / 2, y: chip.y - chip.h * 2 })
  await expect.poll(async () => (await placement())?.x ?? 1).toBeLessThan(0.48)
  expect((await placement())?.y).toBeGreaterThan(0.6)
  await piet.undoes()
  await expect.poll(placement).toEqual({ x: 0.5, y: 0.5 })
})

test('[CV65] in a field the keys for grouping make a cluster of what is selected', async () => {
  await using people = await twoPeople()
  const { ana, texts } = people
  for (const [at, text] of ['muziek', 'dekken'].entries()) {
    const { x, y } = await middleOf(ana, 'note', text)
    if (at === 1) await ana.page.keyboard.down('Shift')
    await ana.page.mouse.click(x, y)
  }
  await ana.page.keyboard.up('Shift')
  await ana.page.getByRole('button', { name: 'Maak een groepje' }).waitFor()
  await ana.page.keyboard.press('Control+g')
  await expect.poll(() => texts()).toEqual({ clusters: [['dekken', 'muziek']], loose: ['tafels'] })
  await ana.page.keyboard.press('Control+Shift+g')
  await expect.poll(() => texts()).toEqual({ clusters: [], loose: ['dekken', 'muziek', 'tafels'] })
})
