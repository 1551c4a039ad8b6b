import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../../support/chromium.ts'
import { startServer } from '../../support/server.ts'
import { Visitor } from '../../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
})

async function anaAtBoard(address: string): Promise<Visitor> {
  const ana = await Visitor.open(browser, address, 'Ana')
  await ana.startsTrajectory('Rust aan tafel')
  await ana.makesSession('Eerste keer')
  await ana.places('Probleem in beeld')
  return ana
}

const notes = '.tl-shape[data-shape-type="note"]'

test('[CV32, CV132] a note without a name is not duplicated, nor copied and pasted', async () => {
  await using server = await startServer()
  await using ana = await anaAtBoard(server.address)
  const { page } = ana
  await ana.writesNameless('Gevoelens', 'Bang')
  await ana.note('Bang').first().click()
  await page.keyboard.press('Delete')
  await page.getByText('Dubbelklik erop om het weg te halen.').first().waitFor()
  await page.keyboard.press('Control+d')
  await page.getByText('Briefjes zonder naam kun je niet kopiëren.').first().waitFor()
  await page.keyboard.press('Control+c')
  await page.keyboard.press('Control+v')
  // Whatever a paste makes is there before the note that is written after it.
  await ana.writes('Feiten', 'Met naam')
  expect(await page.locator(notes).count()).toBe(2)
})

test('[CV33] pasted HTML becomes a note for each line', async () => {
  await using server = await startServer()
  await using ana = await anaAtBoard(server.address)
  const { page } = ana
  const { x, y } = await ana.spot('Feiten', 0.3, 0.5)
  await page.mouse.click(x, y)
  await page.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', '<p>Eerste zin</p><p>Tweede zin</p><ul><li>punt a</li></ul>')
    clipboardData.setData('text/plain', 'Eerste zin\nTweede zin\npunt a')
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  })
  for (const text of ['Eerste zin', 'Tweede zin', 'punt a']) await ana.sees(text)
  expect(await page.locator(notes).count()).toBe(3)
})
