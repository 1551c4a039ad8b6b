import type { Browser, Page } from 'playwright-core'
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

/** In the clipboard of the machine, as people do. */
async function copiesAndPastes({ page }: Visitor) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.keyboard.press('Control+c')
  await expect.poll(() => page.evaluate(async () => (await navigator.clipboard.read()).length)).toBe(1)
  await page.keyboard.press('Control+v')
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

test('[CV68] a copied cluster is pasted as a cluster of the copies, with its name', async () => {
  await using people = await twoPeople(browser)
  const { ana, texts, writes, zone } = people
  const { page } = ana
  await writes('later', 'samen')
  await writes('later', 'koken')
  const box = await ana.zone('Groepjes').boundingBox()
  if (box === null) throw new Error('no field')
  await drags(ana, await middleOf(ana, 'note', 'samen'), {
    x: box.x + box.width * 0.4,
    y: box.y + box.height * 0.6,
  })
  await laysOn(ana, 'koken', 'samen')
  await page.locator('.cluster').waitFor()
  await takesCluster(ana)
  await names(ana, 'rust')
  await page.keyboard.press('Enter')
  await takesCluster(ana)
  await copiesAndPastes(ana)
  await page.locator('.cluster').nth(1).waitFor()
  const pair = ['koken', 'samen']
  await expect.poll(() => texts()).toEqual({ clusters: [pair, pair], loose: all })
  expect((await zone('clusters')).clusters.map(({ name }) => name)).toEqual(['rust', 'rust'])
  await ana.undoes()
  await expect.poll(() => texts()).toEqual({ clusters: [pair], loose: all })
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

test('[CV39] lines pasted on a shared card are more of its words; a note dropped there lies beside the template', async () => {
  await using people = await twoPeople(browser)
  const { ana, texts } = people
  const { page } = ana
  const card = page.locator('.tl-shape[data-shape-type="card"]').nth(1)
  const box = await card.boundingBox()
  if (box === null) throw new Error('no card')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'eerst\ndaarna')
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  })
  await card.getByText('daarna').waitFor()
  expect(await page.locator('.note').count()).toBe(3)
  const from = await middleOf(ana, 'note', 'muziek')
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 6 })
  await page.mouse.up()
  await expect.poll(() => texts()).toEqual({ clusters: [], loose: ['dekken', 'tafels'] })
  const [note, there] = [await middleOf(ana, 'note', 'muziek'), await card.boundingBox()]
  const gap = Math.abs(note.y - box.y - box.height / 2) - box.height / 2
  const aside = Math.abs(note.x - box.x - box.width / 2) - box.width / 2
  expect(there).not.toBeNull()
  expect(Math.max(gap, aside)).toBeGreaterThan(note.h / 2)
})

test('[CV40] a note pasted where it was copied does not lie just on it', async () => {
  await using people = await twoPeople(browser)
  const { ana, writes } = people
  await writes('later', 'samen')
  const { x, y } = await middleOf(ana, 'note', 'samen')
  await ana.page.mouse.click(x, y)
  await copiesAndPastes(ana)
  const copies = ana.note('samen')
  await copies.nth(1).waitFor()
  const [one, two] = [await copies.nth(0).boundingBox(), await copies.nth(1).boundingBox()]
  const gap = Math.hypot((one?.x ?? 0) - (two?.x ?? 0), (one?.y ?? 0) - (two?.y ?? 0))
  expect(gap).toBeGreaterThan(4)
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

/** Where the bar and the cluster lie, in one look. */
async function barAndCluster(page: Page) {
  return page.evaluate(() => {
    const [bar, cluster, tools] = ['.cluster-bar', '.cluster', '.tlui-toolbar'].map((part) =>
      document.querySelector(part)?.getBoundingClientRect(),
    )
    if (bar === undefined || cluster === undefined || tools === undefined) return null
    return {
      above: Math.round(cluster.top - bar.bottom),
      below: Math.round(bar.top - cluster.bottom),
      aside: Math.abs(Math.round((bar.left + bar.right) / 2 - (cluster.left + cluster.right) / 2)),
      left: bar.left,
      right: bar.right,
      overTools: bar.bottom - tools.top,
    }
  })
}

test('[CV121] the bar stays beside its cluster while the view moves', async () => {
  await using people = await twoPeople(browser)
  const { ana } = people
  await laysOn(ana, 'muziek', 'tafels')
  await ana.page.getByRole('button', { name: 'Haal uit het groepje' }).waitFor()
  const { x, y } = await middleOf(ana, 'zone', 'Ideeën')
  await ana.page.mouse.move(x, y)
  const beside = (now: Awaited<ReturnType<typeof barAndCluster>>) =>
    now === null ? null : [Math.max(now.above, now.below), now.aside]
  await expect.poll(async () => beside(await barAndCluster(ana.page))).toEqual([12, 0])
  const before = await ana.page.locator('.cluster-bar').boundingBox()
  await ana.page.mouse.wheel(0, -90)
  await expect
    .poll(async () => (await ana.page.locator('.cluster-bar').boundingBox())?.y)
    .toBe((before?.y ?? 0) + 90)
  expect(beside(await barAndCluster(ana.page))).toEqual([12, 0])
  await ana.page.mouse.wheel(0, 4000)
  await ana.page.locator('.cluster-bar').waitFor({ state: 'hidden' })
})

test('[CV121, CV122] on a phone a finger finds the zone, the cluster and what can be done with it', async () => {
  await using people = await twoPeople(browser, { width: 360, height: 740, touch: true })
  const { ana, piet, texts } = people
  await laysOn(ana, 'muziek', 'tafels')
  const { page } = piet
  await page.locator('.cluster').waitFor()
  const before = (await piet.zone('Groepjes').boundingBox())?.width ?? 0
  await page.locator('.zone-title').filter({ hasText: 'Groepjes' }).tap()
  await expect
    .poll(async () => (await piet.zone('Groepjes').boundingBox())?.width)
    .toBeGreaterThan(2 * before)
  const note = await middleOf(piet, 'note', 'muziek')
  await page.touchscreen.tap(note.x, note.y)
  const out = page.getByRole('button', { name: 'Haal uit het groepje' })
  await out.waitFor()
  const now = await barAndCluster(page)
  expect(Math.max(now?.above ?? -1, now?.below ?? -1)).toBeGreaterThanOrEqual(0)
  expect(now?.left).toBeGreaterThanOrEqual(0)
  expect(now?.right).toBeLessThanOrEqual(360)
  expect(now?.overTools).toBeLessThanOrEqual(0)
  await out.tap()
  await expect.poll(() => texts()).toEqual({ clusters: [], loose: all })
})

test('[CV126] on a phone a finger on the name of a cluster chooses it, beside the title of its zone too', async () => {
  await using people = await twoPeople(browser, { width: 360, height: 740, touch: true })
  const { ana, piet, texts, zone } = people
  await laysOn(ana, 'muziek', 'tafels')
  const { page } = piet
  await page.locator('.cluster').waitFor()
  const far = await handle(piet)
  await page.touchscreen.tap(far.x, far.y)
  await page.getByRole('button', { name: 'Naam geven' }).tap()
  await page.locator('.cluster .ProseMirror').waitFor()
  await page.keyboard.type('Gezelligheid')
  await page.keyboard.press('Escape')
  await expect.poll(async () => (await zone('clusters')).clusters[0]?.name).toBe('Gezelligheid')
  await page.keyboard.press('Escape')
  await piet.seesWholeBoard()
  await page.locator('.zone-title').filter({ hasText: 'Groepjes' }).tap()
  await page.locator('.cluster-bar').waitFor({ state: 'detached' })
  const near = await handle(piet)
  await page.touchscreen.tap(near.x, near.y)
  await page.getByRole('button', { name: 'Uit elkaar' }).tap()
  await expect.poll(() => texts()).toEqual({ clusters: [], loose: all })
})

test('[CV127] a drag that begins on the title of a zone moves the board', async () => {
  await using people = await twoPeople(browser)
  const { page } = people.ana
  await page.locator('.tl-container').focus()
  await page.keyboard.press('h')
  const title = page.locator('.zone-title').filter({ hasText: 'Groepjes' })
  const before = await title.boundingBox()
  if (before === null) throw new Error('there is no title')
  const movedFrom = async ({ x, y }: typeof before) => {
    const now = await title.boundingBox()
    return now === null ? null : [Math.round(now.x - x), Math.round(now.y - y)]
  }
  await drags(people.ana, { x: before.x + 10, y: before.y + 5 }, { x: before.x + 70, y: before.y + 45 })
  await expect.poll(() => movedFrom(before)).toEqual([60, 40])
})

test('[CV125] a note in a cluster that is chosen is counted among those of its cluster', async () => {
  await using people = await twoPeople(browser)
  const { ana } = people
  await laysOn(ana, 'muziek', 'tafels')
  await ana.page.getByRole('button', { name: 'Haal uit het groepje' }).waitFor()
  await ana.page.keyboard.press('Escape')
  const { x, y } = await middleOf(ana, 'note', 'muziek')
  await ana.page.mouse.click(x, y)
  await ana.page
    .getByRole('status')
    .filter({ hasText: /muziek, [Bb]riefje.*[12] van 2/ })
    .waitFor({ state: 'attached' })
})
