import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { startServer } from '../support/server.ts'
import { Visitor } from '../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
})

/** Where it lies on the screen. */
async function boxOf(what: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await what.boundingBox()
  if (box === null) throw new Error('is not on the screen')
  return box
}

test.each([
  [768, 1024],
  [1024, 768],
] as const)(
  '[UI80] without a line the title of a board is whole beside what the bar says at %i px',
  async (width, height) => {
    await using server = await startServer()
    await using ana = await Visitor.open(browser, server.address, 'Ana', { width, height })
    const { page } = ana
    await ana.startsTrajectory('Rust aan tafel')
    await ana.makesSession('Wat is er aan de hand?')
    const sessionId = page.url().split('/').at(-1) ?? ''
    const { boardId } = await ana.asks(`/api/sessions/${sessionId}/boards`, { title: 'Probleem in beeld' })
    await page.goto(`${server.address}/b/${boardId}`)
    await ana.seesBoard()
    await page.context().setOffline(true)
    await page.locator('.connection[data-standing="offline"]').waitFor()
    const title = page.getByRole('heading', { level: 1 })
    expect(await title.evaluate((heading) => heading.scrollWidth <= heading.clientWidth)).toBe(true)
    expect((await boxOf(title)).height).toBeLessThan(50)
  },
)

test('[UI81] what a page tells on a wide screen covers no title of a board, and no tool', async () => {
  await using server = await startServer()
  await using ana = await Visitor.open(browser, server.address, 'Ana')
  const { page } = ana
  await ana.startsTrajectory('Rust aan tafel')
  await ana.makesSession('Wat is er aan de hand?')
  await ana.places('Probleem in beeld')
  const session = page.url()
  await ana.ends()
  await page.goto(session)
  const notice = await boxOf(page.locator('.board-news > .notice'))
  const heading = await boxOf(page.locator('.tl-canvas').getByText('Probleem in beeld').first())
  const tools = await boxOf(page.locator('.tlui-toolbar__inner'))
  expect({
    isBelowTitle: notice.y > heading.y + heading.height,
    isAboveTools: notice.y + notice.height <= tools.y,
  }).toEqual({ isBelowTitle: true, isAboveTools: true })
})

test('[UI82] fields beside each other stand on one line, however long their labels', async () => {
  await using server = await startServer()
  await using ana = await Visitor.open(browser, server.address, 'Ana', { width: 768, height: 1024 })
  const { page } = ana
  await ana.startsTrajectory('Rust aan tafel')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('button', { name: 'Make the first session' }).click()
  const [first, second] = await page.locator('.field-pair select').all()
  if (first === undefined || second === undefined) throw new Error('there are no two fields')
  const lines = [await boxOf(first), await boxOf(second)].map(({ y, height }) => ({ y, height }))
  expect(lines[0]).toEqual(lines[1])
})
