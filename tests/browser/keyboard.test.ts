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

interface Stop {
  readonly name: string
  readonly isSeen: boolean
}

/** What has the focus, and whether one sees that it has; null when nothing on the page has. */
function stopOf(page: Page): Promise<Stop | null> {
  return page.evaluate(() => {
    const at = document.activeElement
    if (at === null || at === document.body) return null
    const { outlineStyle, outlineWidth } = getComputedStyle(at)
    const box = at.getBoundingClientRect()
    const isOnScreen = box.width > 0 && box.bottom > 0 && box.top < innerHeight
    return {
      name: `${at.tagName.toLowerCase()} ${(at.getAttribute('aria-label') ?? at.textContent).trim()}`,
      isSeen: isOnScreen && outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
    }
  })
}

/** Everything that Tab comes to, until it leaves the page at the end. */
async function walks(page: Page): Promise<Stop[]> {
  const stops: Stop[] = []
  for (let steps = 0; steps < 80; steps += 1) {
    await page.keyboard.press('Tab')
    const stop = await stopOf(page)
    if (stop === null) return stops
    stops.push(stop)
  }
  throw new Error(`Tab does not leave the page: ${stops.map(({ name }) => name).join(' · ')}`)
}

async function focused(page: Page): Promise<string> {
  return (await stopOf(page))?.name ?? 'nothing'
}

test('[UI19] Tab comes to everything on a page, each time where one sees it, and leaves at the end', async () => {
  await using server = await startServer()
  await using ana = await Visitor.open(browser, server.address, 'Ana')
  const { page } = ana
  const walk = async (where: string) => {
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    const stops = await walks(page)
    expect({ where, first: stops[0]?.name, unseen: stops.filter(({ isSeen }) => !isSeen) }).toEqual({
      where,
      first: 'a Naar de inhoud',
      unseen: [],
    })
  }
  await page.goto(server.address)
  await walk('start')
  await page.goto(`${server.address}/join`)
  await walk('join')
  await page.goto(`${server.address}/nergens`)
  await walk('no such page')
  await ana.startsTrajectory('Rust aan tafel')
  const trajectory = page.url()
  const link = await ana.participantLink()
  await page.goto(trajectory)
  await walk('trajectory')
  await page.goto(link)
  await walk('join by a link')
  await page.goto(trajectory)
  await ana.makesSession('Eerste keer')
  await ana.ends()
  await page.goto(page.url())
  await walk('record')
})

test('[UI19] the first stop skips to the content', async () => {
  await using server = await startServer()
  await using ana = await Visitor.open(browser, server.address, 'Ana')
  const { page } = ana
  await page.goto(server.address)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
})

test('[UI20] on a new page of this tab the heading has the focus, and a dialog gives it back', async () => {
  await using server = await startServer()
  await using ana = await Visitor.open(browser, server.address, 'Ana')
  const { page } = ana
  await ana.startsTrajectory('Rust aan tafel')
  await expect.poll(() => focused(page)).toBe('h1 Rust aan tafel')

  const renew = page.getByRole('button', { name: 'Nieuwe link', exact: false }).first()
  await renew.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('alertdialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('alertdialog').waitFor({ state: 'detached' })
  await expect.poll(() => focused(page)).toMatch(/^button Nieuwe link/)

  await ana.makesSession('Eerste keer')
  await expect.poll(() => focused(page)).toBe('h1 Eerste keer')
  await ana.ends()
  await expect.poll(() => focused(page)).toBe('h1 Eerste keer')
  await page.getByRole('link', { name: 'Rust aan tafel' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/t\//)
  await expect.poll(() => focused(page)).toBe('h1 Rust aan tafel')
})
