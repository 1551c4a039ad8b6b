import type { Browser } from 'playwright-core'
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

const title =
  'Een ontzettend lange titel over rust aan tafel tijdens het etensuur met kwaliteitsverbeteringsmedewerkersoverleg'

test.each([
  [1440, 900, 70, 200],
  [360, 740, 125, 260],
] as const)('[UI24] a long title leaves room for the rest at %i px', async (width, height, header, slate) => {
  await using server = await startServer()
  await using ana = await Visitor.open(browser, server.address, 'Ana', { width, height })
  const { page } = ana
  await page.goto(server.address)
  const { trajectoryId } = await ana.asks('/api/trajectories', { title, name: 'Ana', language: 'nl' })
  const { sessionId } = await ana.asks(`/api/trajectories/${trajectoryId}/sessions`, { title: 'Een' })
  const tall = async (what: string) => (await page.locator(what).boundingBox())?.height
  await page.goto(`${server.address}/t/${trajectoryId}`)
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  expect(await tall('.page-slate')).toBeLessThan(slate)

  await ana.asks(`/api/sessions/${sessionId}/commands`, { type: 'end' })
  await page.goto(`${server.address}/s/${sessionId}/record`)
  await page.getByRole('link', { name: title }).waitFor()
  expect(await tall('.page-header')).toBeLessThan(header)
})
