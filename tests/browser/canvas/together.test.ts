import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

/** Ana and Piet on one board with a problem map. */
async function twoPeople() {
  await using opened = new AsyncDisposableStack()
  const folder = opened.use(tempFolder())
  const server = opened.use(spawnServer({ DATA_DIR: folder.path }))
  const address = await server.address
  const ana = opened.use(await Visitor.open(browser, address, 'Ana', { width: 1280, height: 800 }))
  const piet = opened.use(await Visitor.open(browser, address, 'Piet', { width: 390, height: 844 }))
  await Promise.all([ana.page.goto(address), piet.page.goto(address)])
  const started = await asks(ana.page, '/api/trajectories', { title: 'Rust aan tafel', name: 'Ana' })
  const path = `/api/trajectories/${String(started['trajectoryId'])}/sessions`
  const { sessionId, boardId } = await asks(ana.page, path, { title: 'Eerste keer' })
  const links = started['links'] as Record<string, string>
  await asks(piet.page, '/api/join', { key: links['participant']?.split('#')[1], name: 'Piet' })
  await asks(ana.page, `/api/boards/${String(boardId)}/templates`, { template: 'problem-map' })
  for (const { page } of [ana, piet]) {
    await page.goto(`${address}/s/${String(sessionId)}`)
    await page.locator('.zone').first().waitFor()
  }
  const kept = opened.move()
  return { ana, piet, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

const wordsOn = (page: Page, shape: string) => page.locator(`${shape} .tl-rich-text`).first()

test('[CV17] two people type on one card at once: every letter stays, each caret with its letter', async () => {
  await using people = await twoPeople()
  const pages = [people.ana.page, people.piet.page] as const
  const [first, second] = pages
  await first.locator('.card-face').click()
  await first.locator('.card-face[data-editing="true"] .ProseMirror').waitFor()
  await first.keyboard.type('HET PROBLEEM IS')
  await wordsOn(second, '.card-face').filter({ hasText: 'HET PROBLEEM IS' }).waitFor()
  await second.locator('.card-face').click()
  await second.locator('.card-face[data-editing="true"] .ProseMirror').waitFor()
  await second.keyboard.press('Control+Home')
  for (const [at, letter] of 'abcdefghij'.split('').entries()) {
    await Promise.all([first.keyboard.type(letter), second.keyboard.type(String(at))])
  }
  for (const page of pages) {
    // Where the two stood is theirs; what each wrote is whole and in its order.
    const written = async () => (await wordsOn(page, '.card-face').textContent()) ?? ''
    await expect.poll(async () => (await written()).replaceAll(/[^a-j]/g, '')).toBe('abcdefghij')
    await expect.poll(async () => (await written()).replaceAll(/\D/g, '')).toBe('0123456789')
    expect((await written()).replaceAll(/[a-j\d]/g, '')).toBe('HET PROBLEEM IS')
  }
})

test('[CV18, CV132] nobody gets into another’s words, and their note can’t be taken away', async () => {
  await using people = await twoPeople()
  const { page } = people.ana
  await people.piet.zone('Feiten').dblclick({ position: { x: 40, y: 50 }, force: true })
  await people.piet.page.locator('.note .ProseMirror').waitFor()
  await people.piet.page.keyboard.type('Het eten komt te laat')
  const note = page.locator('.note').filter({ hasText: 'Het eten komt te laat' })
  await note.waitFor()
  const box = await note.boundingBox()
  if (box === null) throw new Error('the note is not on screen')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.click(x, y)
  await page.mouse.click(x, y)
  await page.mouse.dblclick(x, y)
  await page.keyboard.press('Delete')
  await page.getByText('Alleen wie dit briefje schreef, haalt het weg.').first().waitFor()
  expect(await page.locator('.note .ProseMirror').count()).toBe(0)
  expect(await page.locator('.note').count()).toBe(1)
  expect(people.ana.faults).toEqual([])
})

test('[CV19] the maker’s mark of the editor is uncovered, also on a phone', async () => {
  await using people = await twoPeople()
  for (const { page } of [people.ana, people.piet]) {
    const mark = page.locator('[class*="tl-watermark"]').first()
    await mark.waitFor()
    const isUncovered = await mark.evaluate((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect()
      const places = [top + 4, (top + bottom) / 2, bottom - 4].flatMap((y) =>
        [left + 2, (left + Math.min(right, innerWidth)) / 2].map((x) => document.elementFromPoint(x, y)),
      )
      return places.every((found) => found !== null && element.contains(found))
    })
    expect(isUncovered).toBe(true)
  }
})
