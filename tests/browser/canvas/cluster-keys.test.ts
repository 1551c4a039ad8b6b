import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../../support/chromium.ts'
import { handle, laysOn, middleOf, twoPeople } from '../../support/field-world.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
})

const all = ['dekken', 'muziek', 'tafels']

test('[CV66] who never touches a pointer is offered what can be done with what is selected', async () => {
  await using people = await twoPeople(browser)
  const { ana, texts } = people
  const { page } = ana
  await page.reload()
  await page.locator('.note').nth(2).waitFor({ state: 'attached' })
  await page.locator('.tl-container').focus()
  await page.keyboard.press('Control+a')
  const make = page.getByRole('button', { name: 'Maak een groepje' })
  await make.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => texts()).toEqual({ clusters: [all], loose: [] })
})

test('[CV69] a note that the arrow keys move off its cluster leaves it', async () => {
  await using people = await twoPeople(browser)
  const { ana, texts } = people
  const { page } = ana
  const { x, y } = await middleOf(ana, 'note', 'dekken')
  await page.mouse.click(x, y)
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+g')
  await expect.poll(() => texts()).toEqual({ clusters: [all], loose: [] })
  await page.keyboard.press('Escape')
  await page.mouse.click(x, y)
  await page.keyboard.press('Escape')
  await page.mouse.click(x, y)
  for (let press = 0; press < 40; press += 1) await page.keyboard.press('Shift+ArrowDown')
  await expect.poll(() => texts()).toEqual({ clusters: [['muziek', 'tafels']], loose: ['dekken'] })
})

test('[CV66] the menu of the right mouse button offers the same for a cluster', async () => {
  await using people = await twoPeople(browser)
  const { ana, texts } = people
  const { page } = ana
  await laysOn(ana, 'muziek', 'tafels')
  await page.locator('.cluster').waitFor()
  await page.keyboard.press('Escape')
  const at = await handle(ana)
  await page.mouse.click(at.x, at.y, { button: 'right' })
  await page.getByRole('menuitem', { name: 'Uit elkaar' }).click()
  await expect.poll(() => texts()).toEqual({ clusters: [], loose: all })
})
