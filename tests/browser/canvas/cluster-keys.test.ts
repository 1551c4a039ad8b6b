import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../../support/chromium.ts'
import { drags, handle, laysOn, middleOf, twoPeople } from '../../support/field-world.ts'
import type { Visitor } from '../../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
})

const all = ['dekken', 'muziek', 'tafels']

/** The cluster, selected, as a click on its name does. */
async function takesCluster(person: Visitor) {
  await person.page.keyboard.press('Escape')
  const at = await handle(person)
  await person.page.mouse.click(at.x, at.y)
  await person.page.getByRole('button', { name: 'Naam geven' }).waitFor()
}

async function names(person: Visitor, name: string) {
  await person.page.getByRole('button', { name: 'Naam geven' }).click()
  await person.page.locator('.cluster .ProseMirror').waitFor()
  await person.page.keyboard.type(name)
}

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

test('[CV67] Tab and Enter end the name of a cluster, Tab what is written on a shared card', async () => {
  await using people = await twoPeople(browser)
  const { ana, zone } = people
  const { page } = ana
  await laysOn(ana, 'muziek', 'tafels')
  await page.locator('.cluster').waitFor()
  for (const [key, name] of [
    ['Tab', 'rust'],
    ['Enter', 'ig'],
  ] as const) {
    await takesCluster(ana)
    await names(ana, name)
    await page.keyboard.press(key)
    await page.locator('.cluster .ProseMirror').waitFor({ state: 'detached' })
  }
  await expect.poll(async () => (await zone('clusters')).clusters[0]?.name).toBe('rustig')
  await ana.seesWholeBoard()
  const card = page.locator('.tl-shape[data-shape-type="card"]').first()
  await card.click()
  await card.locator('.ProseMirror').waitFor()
  await page.keyboard.type('samen')
  await page.keyboard.press('Shift+Tab')
  await card.locator('.ProseMirror').waitFor({ state: 'detached' })
  expect((await card.textContent())?.trim()).toBe('samen')
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

test('[CV41] what can be done with a note that was just laid in a cluster lies on no part of that', async () => {
  await using people = await twoPeople(browser)
  const { ana } = people
  await laysOn(ana, 'muziek', 'tafels')
  await ana.page.getByRole('button', { name: 'Haal uit het groepje' }).waitFor()
  const apart = async () => {
    const bar = await ana.page.locator('.cluster-bar').boundingBox()
    const cluster = await ana.page.locator('.cluster').boundingBox()
    if (bar === null || cluster === null) return false
    return bar.y + bar.height <= cluster.y || cluster.y + cluster.height <= bar.y
  }
  await expect.poll(apart).toBe(true)
})

test('[CV42] a cluster that is dragged into the matrix lies there as its chip, and stays where it was', async () => {
  await using people = await twoPeople(browser)
  const { ana, piet, zone, texts } = people
  await laysOn(ana, 'muziek', 'tafels')
  await ana.page.locator('.cluster').waitFor()
  await ana.page.keyboard.press('Escape')
  const matrix = await ana.zone('Nu, wauw, ooit').boundingBox()
  const cluster = await ana.page.locator('.cluster').boundingBox()
  if (matrix === null || cluster === null) throw new Error('nothing to drag, or nowhere to go')
  const from = await handle(ana)
  const to = { x: matrix.x + matrix.width * 0.6, y: matrix.y + matrix.height * 0.6 }
  const middle = { x: cluster.x + cluster.width / 2, y: cluster.y + cluster.height / 2 }
  await drags(ana, from, { x: from.x + to.x - middle.x, y: from.y + to.y - middle.y })
  await piet.page.locator('.chip').waitFor()
  const placement = async () => (await zone('clusters')).clusters[0]?.placement ?? null
  await expect.poll(async () => (await placement())?.x ?? 0).toBeGreaterThan(0.5)
  expect(await texts()).toEqual({ clusters: [['muziek', 'tafels']], loose: ['dekken'] })
  const after = await ana.page.locator('.cluster').boundingBox()
  expect([after?.x, after?.y].map((one) => Math.round(one ?? 0))).toEqual(
    [cluster.x, cluster.y].map(Math.round),
  )
  await ana.undoes()
  await expect.poll(placement).toBeNull()
})
