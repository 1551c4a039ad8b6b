import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outlineAnswer } from '../../../shared/wire/api.ts'
import { launchChromium } from '../../support/chromium.ts'
import { Person } from '../../support/person.ts'
import { startServer } from '../../support/server.ts'
import { Visitor, type Seat } from '../../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
})

const phone: Seat = { width: 360, height: 740, touch: true }

/** Ana at a board of hers with these templates and notes on it. */
async function anaAtBoard(
  seat: Seat,
  {
    templates = [],
    notes = [],
  }: { readonly templates?: readonly string[]; readonly notes?: readonly string[] },
) {
  await using opened = new AsyncDisposableStack()
  const server = opened.use(await startServer())
  const person = new Person(server.address)
  const { trajectoryId } = await person.ask('start', {
    body: { title: 'Rust aan tafel', name: 'Ana', language: 'nl' },
  })
  const { boardId } = await person.ask('newSession', { params: { trajectoryId }, body: { title: 'Samen' } })
  const params = { boardId }
  for (const template of templates) await person.ask('applyTemplate', { params, body: { template } })
  for (const text of notes) await person.ask('newNote', { params, body: { text } })
  const ana = opened.use(await Visitor.open(browser, server.address, 'Ana', seat))
  const { page } = ana
  const [name = '', value = ''] = person.cookie?.split('=') ?? []
  await page.context().addCookies([{ name, value, url: server.address }])
  await page.goto(`${server.address}/b/${boardId}`)
  await ana.seesBoard()
  const notesIn = async (key: string): Promise<readonly string[]> => {
    const json: unknown = await page.evaluate(
      async (id) => (await fetch(`/api/boards/${id}/outline`)).json(),
      String(boardId),
    )
    const { instances } = outlineAnswer.parse(json)
    return instances.flatMap(({ zones }) =>
      zones.flatMap((zone) => (zone.key === key ? zone.notes.map(({ text }) => text) : [])),
    )
  }
  const kept = opened.move()
  return { ana, page, notesIn, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

const open = '.tl-shape[data-shape-type="note"] [contenteditable="true"]'
const tool = (page: Page) => page.getByTestId('tools.note')
const asks = (page: Page) =>
  page
    .getByRole('status')
    .filter({ hasText: /^(Tik op de plek voor je briefje|Klik op de plek, of druk op Enter)\.$/ })

/** Where the board lies under the screen, and how near. */
const viewOf = (page: Page) => page.locator('.tl-html-layer').first().getAttribute('style')

/** The parts of the screen that these take. */
async function boxesOf(page: Page, selector: string) {
  return page.locator(selector).evaluateAll((all) =>
    all.map((one) => {
      const { left, top, right, bottom } = one.getBoundingClientRect()
      return { left, top, right, bottom }
    }),
  )
}

test('[CV35] from afar the tool waits for a tap on the place, and Escape sends it away', async () => {
  await using board = await anaAtBoard(phone, { templates: ['problem-map'] })
  const { ana, page } = board
  const { x, y } = await ana.spot('Feiten', 0.5, 0.6)
  await tool(page).tap()
  await asks(page).waitFor()
  expect(await tool(page).getAttribute('aria-pressed')).toBe('true')
  await page.keyboard.press('Escape')
  await asks(page).waitFor({ state: 'detached' })
  expect(await page.locator(open).count()).toBe(0)
  await tool(page).tap()
  await asks(page).waitFor()
  await page.touchscreen.tap(x, y)
  await page.locator(open).waitFor()
  await asks(page).waitFor({ state: 'detached' })
  await page.keyboard.type('Om vijf uur')
  await page.keyboard.press('Escape')
  await expect.poll(() => board.notesIn('facts')).toEqual(['Om vijf uur'])
})

test('[CV35] with the keyboard Enter takes the middle of the view', async () => {
  await using board = await anaAtBoard({}, { templates: ['problem-map'] })
  const { page } = board
  await page.locator('.zone').first().waitFor()
  await tool(page).focus()
  await page.keyboard.press('Enter')
  await asks(page).waitFor()
  expect(await page.locator(open).count()).toBe(0)
  await page.keyboard.press('Enter')
  await page.locator(open).or(page.getByRole('dialog')).waitFor()
})

test('[CV36] all of a board with four templates is seen on a phone', async () => {
  const templates = ['problem-map', 'assumption-check', 'bateson-pyramid', 'idea-clusters']
  await using board = await anaAtBoard(phone, { templates })
  const { ana, page } = board
  await page.locator('.tl-shape[data-shape-type="header"]').nth(3).waitFor({ state: 'attached' })
  await ana.seesWholeBoard()
  for (const { left, right } of await boxesOf(page, '.tl-shape[data-shape-type="header"]')) {
    expect(left).toBeGreaterThanOrEqual(0)
    expect(right).toBeLessThanOrEqual(360)
  }
})

const four = ['problem-map', 'assumption-check', 'bateson-pyramid', 'idea-clusters']
const names = [
  'Probleem in beeld',
  'Klopt dat wel?',
  'Piramide: op welk niveau speelt het?',
  'Ideeën groeperen',
]

test.for([
  ['a phone', 360, 740],
  ['a tablet', 768, 1024],
] as const)(
  '[CV128, CV129] on %s a board with four templates asks where to go',
  async ([_on, width, height]) => {
    await using board = await anaAtBoard(
      { width, height, touch: true },
      { templates: four, notes: ['Naast alles'] },
    )
    const { ana, page } = board
    await ana.seesWholeBoard()
    const whole = page.getByRole('button', { name: 'Hele bord' })
    await whole.tap()
    const sheet = page.getByRole('dialog', { name: 'Waar wil je heen?' })
    const offered = sheet.getByRole('listitem')
    expect(await offered.allTextContents()).toEqual(names.map((name) => `${name}0 briefjes`))
    const before = await viewOf(page)
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    expect([await viewOf(page), await whole.evaluate((one) => one === document.activeElement)]).toEqual([
      before,
      true,
    ])
    await page.keyboard.press('Enter')
    await sheet.getByRole('button', { name: 'Piramide' }).press('Enter')
    await sheet.waitFor({ state: 'detached' })
    const head = page.locator('.tl-shape[data-shape-type="header"]').filter({ hasText: 'Piramide' })
    const seen = await head.boundingBox()
    expect(seen?.width).toBeGreaterThan(width * 0.8)
    expect([(seen?.x ?? -1) >= 0, (seen?.x ?? 0) + (seen?.width ?? 0) <= width]).toEqual([true, true])
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('tl-container')
    await page
      .getByRole('status')
      .filter({ hasText: 'Je bent bij ‘Piramide: op welk niveau speelt het?’.' })
      .waitFor({ state: 'attached' })
  },
)

test('[CV128] on a wide screen, and of one template, all of the board is shown at once', async () => {
  await using board = await anaAtBoard({}, { templates: four })
  const { page } = board
  await page.locator('.tl-shape[data-shape-type="header"]').nth(3).waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Hele bord' }).click()
  expect(await page.getByRole('dialog').count()).toBe(0)
  const [left] = await boxesOf(page, '.tl-shape[data-shape-type="header"]')
  expect(left?.left).toBeGreaterThanOrEqual(0)
})

test('[CV130] from afar a finger on the head of a template goes to that template', async () => {
  await using board = await anaAtBoard(phone, { templates: four })
  const { ana, page } = board
  const head = page.locator('.tl-shape[data-shape-type="header"]').filter({ hasText: 'Klopt dat wel?' })
  await head.waitFor({ state: 'attached' })
  await ana.seesWholeBoard()
  await head.locator('.template-header').tap({ force: true })
  await expect.poll(async () => (await head.boundingBox())?.width).toBeGreaterThan(300)
})

test.for([
  ['a phone', 360, 740],
  ['a tablet', 768, 1024],
] as const)(
  '[CV131] on %s what is told of a nameless note covers nothing one needs',
  async ([_on, width, height]) => {
    await using board = await anaAtBoard({ width, height, touch: true }, { templates: ['problem-map'] })
    const { ana, page } = board
    const { x, y } = await ana.spot('Gevoelens', 0.5, 0.6)
    await tool(page).tap()
    await page.touchscreen.tap(x, y)
    const card = page.getByRole('dialog')
    await card.getByRole('textbox').fill('Ik durf het niet te zeggen')
    await card.getByRole('button', { name: 'Op het bord' }).tap()
    await page.locator('.tlui-toast__container').waitFor()
    const [told] = await boxesOf(page, '.tlui-toast__container')
    const needed = await boxesOf(page, '.view-panel, .tlui-toolbar__tools, .tlui-toolbar__extras')
    expect(needed.length).toBe(3)
    expect(told?.bottom).toBeLessThanOrEqual(Math.min(...needed.map(({ top }) => top)))
  },
)

test('[CV59] a page that loads again comes back to where it looked', async () => {
  await using board = await anaAtBoard({}, { templates: ['problem-map', 'idea-clusters'] })
  const { page } = board
  await page.locator('.zone-title').filter({ hasText: 'Groepjes' }).first().click()
  const kept = () => page.evaluate(() => JSON.stringify(sessionStorage).match(/leerbord\.view/g)?.length)
  await expect.poll(kept).toBe(1)
  const before = await viewOf(page)
  await page.reload()
  await page.locator('.tl-html-layer').first().waitFor()
  await expect.poll(() => viewOf(page)).toBe(before)
})

test('[CV36] a board without templates opens so that every note is seen', async () => {
  const notes = Array.from({ length: 14 }, (_, at) => `Losse gedachte ${at + 1}`)
  await using board = await anaAtBoard(phone, { notes })
  const { ana, page } = board
  await ana.sees('Losse gedachte 14')
  const boxes = await boxesOf(page, '.note')
  expect(boxes.length).toBe(14)
  for (const { left, right, top, bottom } of boxes) {
    expect(Math.min(left, top)).toBeGreaterThanOrEqual(0)
    expect(right).toBeLessThanOrEqual(360)
    expect(bottom).toBeLessThanOrEqual(740)
  }
})

test('[CV76] the line around a zone lies on its edge at every distance, and goes while one writes', async () => {
  await using board = await anaAtBoard({ width: 768, height: 1024 }, { templates: ['problem-map'] })
  const { ana, page } = board
  await ana.seesWholeBoard()
  await page.locator('.zone-title').filter({ hasText: 'Ervaringen' }).click()
  await page.locator('.tl-container').focus()
  await page.keyboard.press('Control+=')
  const middle = { x: 384, y: 560 }
  await page.mouse.move(middle.x, middle.y)
  const edge = page.locator('.zone-edge')
  await edge.waitFor()
  const zoneBox = await ana.zone('Ervaringen').boundingBox()
  const edgeBox = await edge.boundingBox()
  expect(edgeBox?.width).toBeCloseTo(zoneBox?.width ?? 0, 0)
  expect(edgeBox?.x).toBeCloseTo(zoneBox?.x ?? 0, 0)
  expect(edgeBox?.y).toBeCloseTo(zoneBox?.y ?? 0, 0)
  await page.mouse.dblclick(middle.x, middle.y)
  await page.locator(open).waitFor()
  await edge.waitFor({ state: 'detached' })
  await page.locator('.zone-hint[data-shown="true"]').waitFor()
  await page.keyboard.type('Ik at alleen')
  await ana.seesWholeBoard()
  await page.locator('.zone-hint[data-shown="true"]').waitFor({ state: 'detached' })
})

test('[CV38] no word of a note lies on the name of its author', async () => {
  const notes = Array.from({ length: 20 }, (_, at) =>
    Array.from({ length: 4 + at * 3 }, (__, word) => `woord${word}`).join(' '),
  )
  await using board = await anaAtBoard({}, { notes })
  const { ana, page } = board
  await ana.sees('woord60')
  const gaps = await page.locator('.note').evaluateAll((all) =>
    all.map((note) => {
      const scale = note.getBoundingClientRect().width / 200
      const name = note.querySelector('.note-author')?.getBoundingClientRect()
      const words = note.querySelector('.tl-rich-text')?.getBoundingClientRect()
      const isLong = note.getAttribute('data-long') === 'true'
      return name === undefined || words === undefined || isLong ? null : (name.top - words.bottom) / scale
    }),
  )
  const told = gaps.filter((gap) => gap !== null)
  expect(told.length).toBeGreaterThan(10)
  expect(Math.min(...told)).toBeGreaterThanOrEqual(0)
})

test('[CV37] who chooses a note hears its name, and what can be chosen counted', async () => {
  await using board = await anaAtBoard({}, { templates: ['idea-clusters'], notes: ['Eén', 'Twee'] })
  const { ana, page } = board
  await ana.sees('Twee')
  const cards = await page.locator('.card-face').count()
  await ana.note('Eén').click()
  await page
    .getByRole('status')
    .filter({ hasText: new RegExp(`Eén, [Bb]riefje.*van ${2 + cards}`) })
    .waitFor({ state: 'attached' })
})

test('[CV53] a long word gets smaller letters rather than a break', async () => {
  await using board = await anaAtBoard({}, { notes: ['Mantelzorgoverleg'] })
  const { ana, page } = board
  await ana.sees('Mantelzorgoverleg')
  const lines = await page
    .locator('.note .tl-rich-text p')
    .first()
    .evaluate((words) => {
      const range = document.createRange()
      range.selectNodeContents(words)
      return range.getClientRects().length
    })
  expect(lines).toBe(1)
})

test('[CV120] on a phone a nameless note that was placed is told of once, and its zone comes near', async () => {
  await using board = await anaAtBoard(phone, { templates: ['problem-map'] })
  const { ana, page } = board
  const { x, y } = await ana.spot('Gevoelens', 0.5, 0.6)
  await page.evaluate(() => {
    const heard = new Set<string>()
    Object.assign(globalThis, { heard })
    // What a screen reader would say: words that come into a place that is listened to.
    new MutationObserver(() => {
      for (const place of document.querySelectorAll('[role="status"]:not([aria-live="off"])')) {
        const words = place.textContent ?? ''
        if (words.includes('Geplaatst')) heard.add(words)
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
  })
  const before = (await ana.zone('Gevoelens').boundingBox())?.width ?? 0
  await tool(page).tap()
  await asks(page).waitFor()
  await page.touchscreen.tap(x, y)
  const card = page.getByRole('dialog')
  await card.getByRole('textbox').fill('Ik durf het niet te zeggen')
  await card.getByRole('button', { name: 'Op het bord' }).tap()
  const told = page.locator('.tlui-toast__container').filter({ hasText: 'Geplaatst.' })
  await told.waitFor()
  await ana.sees('Ik durf het niet te zeggen')
  await expect
    .poll(async () => (await ana.zone('Gevoelens').boundingBox())?.width)
    .toBeGreaterThan(2 * before)
  const zone = await ana.zone('Gevoelens').boundingBox()
  expect(zone?.x).toBeGreaterThanOrEqual(0)
  expect((zone?.x ?? 0) + (zone?.width ?? 0)).toBeLessThanOrEqual(360)
  await expect
    .poll(() => page.evaluate(() => (globalThis as unknown as { heard: ReadonlySet<string> }).heard.size))
    .toBe(1)
})
