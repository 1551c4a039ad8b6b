import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { Visitor } from '../support/visitor.ts'

let browser: Browser
let server: TestServer
beforeAll(async () => {
  server = await startServer()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await server[Symbol.asyncDispose]()
})

const words = {
  nl: {
    see: 'Bekijk een voorbeeld',
    language: 'NL Nederlands',
    next: 'Verder',
    ready: 'Klaar',
    skip: 'Sla over',
    note: 'De medicijnronde valt midden in het eten.',
    steps: [
      'Schrijf hier een briefje',
      'Elk vak stelt een vraag',
      'Iedereen ziet het meteen',
      'Wie doen er mee?',
      'Jij leidt de sessie',
    ],
    example: 'Dit is een voorbeeld. Je kijkt mee als Noor.',
  },
  en: {
    see: 'See an example',
    language: 'EN English',
    next: 'Next',
    ready: 'Done',
    skip: 'Skip',
    note: 'The medicine round falls in the middle of dinner.',
    steps: [
      'Write a note here',
      'Every zone asks a question',
      'Everyone sees it at once',
      'Who takes part?',
      'You lead the session',
    ],
    example: 'This is an example. You look along as Noor.',
  },
} as const

test.each([
  ['nl', 1440],
  ['en', 1440],
  ['nl', 360],
] as const)(
  '[UI64] a visitor sees the example in %s at %i px and is shown around in it',
  async (language, width) => {
    const said = words[language]
    await using visitor = await Visitor.open(browser, server.address, 'Bezoeker', { width, tour: true })
    const { page } = visitor
    await page.goto(server.address)
    await page.getByRole('button', { name: said.language, exact: true }).click()
    await page.getByRole('button', { name: said.see }).click()
    await visitor.sees(said.note)
    const boardId = await shownBoard(page)
    expect((await visitor.placesOf(boardId)).get(said.note)).toBe('facts')

    const told: string[] = []
    for (const step of said.steps) {
      const card = page.getByRole('dialog', { name: step })
      await card.waitFor()
      told.push(step)
      expect(await coversItsTarget(page), step).toBe(false)
      const isLast = told.length === said.steps.length
      await card.getByRole('button', { name: isLast ? said.ready : said.next }).click()
    }
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByText(said.example).waitFor()
    expect({ faults: visitor.faults, strangers: visitor.strangers }).toEqual({ faults: [], strangers: [] })
  },
)

test('[UI65, UI68] the tour goes on by itself for who does what it tells, and leaves focus where it is', async () => {
  await using ana = await Visitor.open(browser, server.address, 'Ana', { tour: true })
  const { page } = ana
  await page.goto(server.address)
  await page.getByRole('button', { name: 'Bekijk een voorbeeld' }).click()
  await page.getByRole('dialog', { name: 'Schrijf hier een briefje' }).waitFor()
  // Near enough to read: the first of three templates, not all of them.
  const facts = await ana.zone('Feiten').boundingBox()
  if (facts === null) throw new Error('no zone in sight')
  expect(facts.width).toBeGreaterThan(300)
  await page.mouse.dblclick(facts.x + facts.width * 0.85, facts.y + facts.height * 0.5)
  await page.locator('.tl-shape[data-shape-type="note"] [contenteditable="true"]').waitFor()
  await page.keyboard.type('Zelf geschreven')
  await page.getByRole('dialog', { name: 'Elk vak stelt een vraag' }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.closest('.tour') === null)).toBe(true)
  await page.keyboard.press('Escape')
  await ana.sees('Zelf geschreven')
})

test('[UI61] on a tablet the last step of who leads points at the menu, where ending is', async () => {
  await using ana = await Visitor.open(browser, server.address, 'Ana', {
    width: 768,
    height: 1024,
    touch: true,
    tour: true,
  })
  const { page } = ana
  await ana.startsTrajectory('Rust aan tafel')
  await ana.makesSession('Eerste sessie')
  const step = (title: string) => page.getByRole('dialog', { name: title })
  for (const title of ['Begin met een sjabloon', 'Schrijf hier', 'Iedereen ziet', 'Wie doen er mee?']) {
    await step(title).getByRole('button', { name: 'Verder' }).click()
  }
  await step('Jij leidt de sessie').waitFor()
  const ring = await page.locator('.tour-ring').boundingBox()
  const menu = await page.getByRole('button', { name: 'Sessie', exact: true }).boundingBox()
  if (ring === null || menu === null) throw new Error('nothing is pointed at')
  expect([ring.x < menu.x + 1, ring.x + ring.width > menu.x + menu.width - 1]).toEqual([true, true])
  expect(ring.x).toBeGreaterThan(menu.x - 20)
})

test('[UI66] the tour is taken once, can be skipped by key, and taken again from the menu', async () => {
  await using ana = await Visitor.open(browser, server.address, 'Ana', { tour: true })
  const { page } = ana
  await ana.startsTrajectory('Rust aan tafel')
  await ana.makesSession('Eerste sessie')
  const tour = page.locator('.tour[data-shown] [role="dialog"]')
  await tour.waitFor()
  expect(await page.evaluate(() => document.activeElement?.closest('.tour') !== null)).toBe(true)
  await page.keyboard.press('Escape')
  await tour.waitFor({ state: 'detached' })
  await page.reload()
  await ana.seesBoard()
  await page.getByTestId('tools.note').first().waitFor()
  expect(await tour.count()).toBe(0)
  await page.getByRole('button', { name: 'Sessie', exact: true }).click()
  await page.getByRole('button', { name: 'Rondleiding' }).click()
  await page.getByRole('dialog', { name: 'Begin met een sjabloon' }).waitFor()
})

test('[UI67] the start page brings back where someone was, with the example marked, and says when it can’t', async () => {
  await using ana = await Visitor.open(browser, server.address, 'Ana')
  const { page } = ana
  for (const title of ['Een', 'Twee', 'Drie', 'Vier', 'Vijf']) await ana.startsTrajectory(title)
  await page.goto(server.address)
  const list = page.getByRole('region', { name: 'Verder waar je was' })
  await expect.poll(() => list.getByRole('listitem').count()).toBe(4)
  await list.getByRole('button', { name: 'Toon alle 5' }).click()
  await expect.poll(() => list.getByRole('listitem').count()).toBe(5)
  await page.getByRole('button', { name: 'Bekijk een voorbeeld' }).click()
  await page.waitForURL(/\/s\//)
  await page.goto(server.address)
  const first = list.getByRole('listitem').first()
  await first.getByText('Voorbeeld', { exact: true }).waitFor()
  await first.getByText(/Dit voorbeeld verdwijnt morgen om \d\d:\d\d\./).waitFor()

  await page.route('**/api/me', (route) => route.abort())
  await page.reload()
  await list.getByRole('alert').waitFor()
  await page.unroute('**/api/me')
  await list.getByRole('button', { name: 'Probeer opnieuw' }).click()
  await expect.poll(() => list.getByRole('listitem').count()).toBe(4)
})

/** The session's board on show, asked of the server. */
async function shownBoard(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const sessionId = window.location.pathname.split('/').at(-1) ?? ''
    const session: unknown = await (await fetch(`/api/sessions/${sessionId}`)).json()
    const isSession = typeof session === 'object' && session !== null && 'currentBoard' in session
    return isSession ? String(session.currentBoard) : ''
  })
}

async function coversItsTarget(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const [ring, card] = ['.tour-ring', '.tour-card'].map((part) =>
      document.querySelector(part)?.getBoundingClientRect(),
    )
    if (ring === undefined || card === undefined) return true
    return (
      card.left < ring.right && ring.left < card.right && card.top < ring.bottom && ring.top < card.bottom
    )
  })
}
