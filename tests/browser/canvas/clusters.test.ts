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

test('[CV60] a note laid on another makes a cluster on both pages; one undo takes it back', async () => {
  await using people = await twoPeople(browser)
  const { ana, piet, texts } = people
  await laysOn(ana, 'muziek', 'tafels')
  await piet.page.locator('.cluster').waitFor()
  await expect.poll(() => texts()).toEqual({ clusters: [['muziek', 'tafels']], loose: ['dekken'] })
  await laysOn(piet, 'dekken', 'tafels')
  await expect.poll(() => texts()).toEqual({ clusters: [['dekken', 'muziek', 'tafels']], loose: [] })
  await piet.undoes()
  await expect.poll(() => texts()).toEqual({ clusters: [['muziek', 'tafels']], loose: ['dekken'] })
  await ana.undoes()
  await expect.poll(() => texts()).toEqual({ clusters: [], loose: ['dekken', 'muziek', 'tafels'] })
  await expect.poll(() => piet.page.locator('.cluster').count()).toBe(0)
  expect([...ana.faults, ...piet.faults]).toEqual([])
})

test('[CV103] while a note is dragged one sees and reads what letting go would do', async () => {
  await using people = await twoPeople(browser)
  const { ana, texts } = people
  const { page } = ana
  const edge = page.locator('.drop-edge')
  const says = page.locator('.zone-hint[data-shown="true"] .zone-hint-drop')
  const [from, onto] = [await middleOf(ana, 'note', 'muziek'), await middleOf(ana, 'note', 'tafels')]
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(onto.x + onto.w * 0.3, onto.y, { steps: 8 })
  await edge.waitFor({ state: 'attached' })
  await says.filter({ hasText: 'dan wordt het een groepje' }).waitFor()
  const around = await edge.boundingBox()
  expect(around?.x).toBeLessThan(onto.x - onto.w / 2)
  // Clear of it letting go means nothing of the kind.
  await page.mouse.move(onto.x, onto.y + onto.h * 2.5, { steps: 8 })
  await edge.waitFor({ state: 'detached' })
  await says.waitFor({ state: 'detached' })
  await page.mouse.move(onto.x + onto.w * 0.3, onto.y, { steps: 8 })
  await edge.waitFor({ state: 'attached' })
  await page.mouse.up()
  await edge.waitFor({ state: 'detached' })
  await expect.poll(() => texts()).toEqual({ clusters: [['muziek', 'tafels']], loose: ['dekken'] })

  const [third, there] = [await middleOf(ana, 'note', 'dekken'), await middleOf(ana, 'note', 'tafels')]
  await page.keyboard.press('Escape')
  await page.mouse.move(third.x, third.y)
  await page.mouse.down()
  await page.mouse.move(there.x, there.y, { steps: 8 })
  await says.filter({ hasText: 'dan hoort het bij dit groepje' }).waitFor()
  await edge.waitFor({ state: 'attached' })
  await page.mouse.up()
  await expect.poll(() => texts()).toEqual({ clusters: [['dekken', 'muziek', 'tafels']], loose: [] })
})

test('[CV61] two people type one name at once: every letter stays', async () => {
  await using people = await twoPeople(browser)
  const { ana, piet, zone } = people
  await laysOn(ana, 'muziek', 'tafels')
  await piet.page.locator('.cluster').waitFor()
  for (const person of [ana, piet]) {
    await person.page.keyboard.press('Escape')
    const at = await handle(person)
    await person.page.mouse.click(at.x, at.y)
    await person.page.getByRole('button', { name: 'Naam geven' }).click()
    await person.page.locator('.cluster .ProseMirror').waitFor()
  }
  for (const [at, letter] of 'rustig'.split('').entries()) {
    await Promise.all([ana.page.keyboard.type(letter), piet.page.keyboard.type(String(at))])
  }
  const nameThere = async () => (await zone('clusters')).clusters[0]?.name ?? ''
  await expect.poll(async () => (await nameThere()).replaceAll(/\d/g, '')).toBe('rustig')
  await expect.poll(async () => (await nameThere()).replaceAll(/\D/g, '')).toBe('012345')
})

test('[CV62] a cluster that is dragged takes its notes along, and they become what that zone holds', async () => {
  await using people = await twoPeople(browser)
  const { ana, piet, zone, texts } = people
  await laysOn(ana, 'muziek', 'tafels')
  await ana.page.locator('.cluster').waitFor()
  await ana.page.keyboard.press('Escape')
  const to = await ana.zone('Bewaren voor later').boundingBox()
  if (to === null) throw new Error('no zone to go to')
  const from = await handle(ana)
  await drags(ana, from, { x: to.x + to.width * 0.6, y: to.y + to.height * 0.4 })
  await expect.poll(() => texts('later')).toEqual({ clusters: [['muziek', 'tafels']], loose: [] })
  expect((await texts()).loose).toEqual(['dekken'])
  const seen = await middleOf(piet, 'note', 'muziek')
  expect(seen.x).toBeGreaterThan(to.x)
  await ana.undoes()
  await expect.poll(() => texts()).toEqual({ clusters: [['muziek', 'tafels']], loose: ['dekken'] })
  expect((await zone('later')).clusters).toEqual([])
})

test('[CV63] taken apart or deleted, a cluster leaves its notes where they lie; undo brings it back', async () => {
  await using people = await twoPeople(browser)
  const { ana, piet, texts } = people
  await laysOn(ana, 'muziek', 'tafels')
  await piet.page.locator('.cluster').waitFor()
  const before = await middleOf(piet, 'note', 'muziek')
  const together = { clusters: [['muziek', 'tafels']], loose: ['dekken'] }
  const apart = { clusters: [], loose: ['dekken', 'muziek', 'tafels'] }
  const ways: [Visitor, () => Promise<void>][] = [
    [piet, () => piet.page.getByRole('button', { name: 'Uit elkaar' }).click()],
    [ana, () => ana.page.keyboard.press('Delete')],
  ]
  for (const [person, way] of ways) {
    await person.page.keyboard.press('Escape')
    const at = await handle(person)
    await person.page.mouse.click(at.x, at.y)
    await person.page.getByRole('button', { name: 'Uit elkaar' }).waitFor()
    await way()
    await expect.poll(() => texts()).toEqual(apart)
    expect(await middleOf(piet, 'note', 'muziek')).toEqual(before)
    await person.undoes()
    await expect.poll(() => texts()).toEqual(together)
    await Promise.all([ana, piet].map(({ page }) => page.locator('.cluster').waitFor()))
  }
})

test('[CV64] the chip of a cluster lies in the matrix and says so once someone lays it somewhere', async () => {
  await using people = await twoPeople(browser)
  const { ana, piet, zone } = people
  await laysOn(ana, 'muziek', 'tafels')
  await ana.page.locator('.cluster').waitFor()
  await ana.page.keyboard.press('Escape')
  const at = await handle(ana)
  await ana.page.mouse.click(at.x, at.y)
  await ana.page.getByRole('button', { name: 'Zet bij nu, wauw, ooit' }).click()
  const placement = async () => (await zone('clusters')).clusters[0]?.placement ?? null
  await expect.poll(placement).toEqual({ x: 0.5, y: 0.5 })
  await piet.page.locator('.chip').waitFor()
  const chip = await middleOf(piet, 'chip')
  await drags(piet, chip, { x: chip.x - chip.w / 2, y: chip.y - chip.h * 2 })
  await expect.poll(async () => (await placement())?.x ?? 1).toBeLessThan(0.48)
  expect((await placement())?.y).toBeGreaterThan(0.6)
  await piet.undoes()
  await expect.poll(placement).toEqual({ x: 0.5, y: 0.5 })
})

test('[CV65] in a field the keys for grouping make a cluster of what is selected', async () => {
  await using people = await twoPeople(browser)
  const { ana, texts } = people
  for (const [at, text] of ['muziek', 'dekken'].entries()) {
    const { x, y } = await middleOf(ana, 'note', text)
    if (at === 1) await ana.page.keyboard.down('Shift')
    await ana.page.mouse.click(x, y)
  }
  await ana.page.keyboard.up('Shift')
  await ana.page.getByRole('button', { name: 'Maak een groepje' }).waitFor()
  await ana.page.keyboard.press('Control+g')
  await expect.poll(() => texts()).toEqual({ clusters: [['dekken', 'muziek']], loose: ['tafels'] })
  await ana.page.keyboard.press('Control+Shift+g')
  await expect.poll(() => texts()).toEqual({ clusters: [], loose: ['dekken', 'muziek', 'tafels'] })
})
