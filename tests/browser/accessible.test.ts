import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
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

/** What axe calls serious or critical on a page as it stands; the editor's own canvas left out. */
async function serious(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const run = (window as unknown as { axe: typeof axe }).axe
    const found = await run.run({ exclude: ['.tl-container'] }, { resultTypes: ['violations'] })
    return found.violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      at: nodes.map(({ html }) => html),
    }))
  })
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, at }) => `${id}: ${at.join(' ')}`)
}

/** Nothing is cut off at the right: the page is as wide as the screen. */
async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

test.each([1440, 360])(
  '[UI11] no page holds a serious barrier or runs off a screen of %i px',
  async (width) => {
    await using server = await startServer()
    await using ana = await Visitor.open(browser, server.address, 'Ana', { width, height: 800 })
    const { page } = ana
    const looks = async (where: string) => {
      expect({ where, serious: await serious(page), overflow: await overflow(page) }).toEqual({
        where,
        serious: [],
        overflow: 0,
      })
    }
    await page.goto(server.address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await looks('start')
    await page.goto(`${server.address}/join`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await looks('join without a link')
    await ana.startsTrajectory('Rust aan tafel')
    await looks('trajectory')
    await page.getByRole('button', { name: 'Maak de eerste sessie' }).click()
    await page.getByRole('dialog').waitFor()
    await looks('new session')
    await page.keyboard.press('Escape')
    await ana.makesSession('Eerste keer')
    await looks('session')
    await ana.places('Probleem in beeld')
    await ana.writes('Feiten', 'Elke dag om twaalf uur')
    await ana.isSaved()
    await ana.ends()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await looks('record')
    await page.getByRole('link', { name: 'Bekijk het bord' }).first().click()
    await ana.sees('Elke dag om twaalf uur')
    await looks('snapshot')
    await page.goto(`${server.address}/nergens`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await looks('no such page')
  },
)
