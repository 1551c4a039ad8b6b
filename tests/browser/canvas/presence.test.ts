import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { joins, Person } from '../../support/person.ts'
import { launchChromium } from '../../support/chromium.ts'
import { spawnServer } from '../../support/server.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { Visitor } from '../../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
})

/** Ana leads; Piet and Noor take part; the problem map lies on the board. */
async function threePeople() {
  await using opened = new AsyncDisposableStack()
  const folder = opened.use(tempFolder())
  const server = opened.use(spawnServer({ DATA_DIR: folder.path }))
  const address = await server.address
  const first = new Person(address)
  const { trajectoryId, links } = await first.ask('start', { body: { title: 'Rust aan tafel', name: 'Ana' } })
  const { sessionId, boardId } = await first.ask('newSession', {
    params: { trajectoryId },
    body: { title: 'Eerste keer' },
  })
  await first.ask('applyTemplate', { params: { boardId }, body: { template: 'problem-map' } })
  const sits = async (person: Person, name: string, width: number, height: number) => {
    const visitor = opened.use(await Visitor.open(browser, address, name, { width, height }))
    const [key = '', value = ''] = (person.cookie ?? '').split('=')
    await visitor.page.context().addCookies([{ name: key, value, url: address }])
    await visitor.page.goto(`${address}/s/${sessionId}`)
    await visitor.zone('Feiten').waitFor()
    return visitor
  }
  const second = await joins(address, links.participant, 'Piet')
  const ana = await sits(first, 'Ana', 1440, 900)
  const piet = await sits(second, 'Piet', 1024, 700)
  const noor = await sits(await joins(address, links.participant, 'Noor'), 'Noor', 390, 844)
  const kept = opened.move()
  return {
    ana,
    piet,
    noor,
    removesPiet: () => first.ask('removePerson', { params: { trajectoryId, participantId: second.id } }),
    ends: () => first.ask('command', { params: { sessionId }, body: { type: 'end' } }),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

const cursor = (page: Page, name: string) =>
  page.locator('.tl-collaborator__cursor').filter({ hasText: name })
const face = (page: Page, name: string) =>
  page.locator('.avatars').getByRole('button', { name: new RegExp(`^${name}.*volgen$`) })
const banner = (page: Page) => page.locator('.follow-banner')

/** Moves until it shows: what is sent is sent only while someone else is there to see it. */
async function pointsAt(page: Page, x: number, y: number): Promise<void> {
  await page.mouse.move(x - 5, y)
  await page.mouse.move(x, y, { steps: 3 })
}

/** The part of the page on the screen, in words that two screens can compare. */
async function middleOf(visitor: Visitor): Promise<readonly number[]> {
  return visitor.page.evaluate(() => {
    const zone = document.querySelector('.tl-shape[data-shape-type="zone"]')?.getBoundingClientRect()
    const screen = document.querySelector('.tl-canvas')?.getBoundingClientRect()
    if (zone === undefined || screen === undefined) return []
    const { x, y, width, height } = screen
    return [(x + width / 2 - zone.x) / zone.width, (y + height / 2 - zone.y) / zone.height].map((part) =>
      Math.round(part * 10),
    )
  })
}

/** Both look at the same middle; screens of two sizes round it to two neighbours at most. */
async function isSameView(one: Visitor, other: Visitor): Promise<void> {
  const apart = async () => {
    const [here, there] = [await middleOf(one), await middleOf(other)]
    return Math.max(...here.map((part, at) => Math.abs(part - (there[at] ?? Number.NaN))))
  }
  await expect.poll(apart).toBeLessThanOrEqual(1)
}

test('[CV80] who leads sees who points where; a participant sees it from the moment they choose to', async () => {
  await using people = await threePeople()
  const [ana, piet] = [people.ana.page, people.piet.page]
  await pointsAt(piet, 500, 120)
  await cursor(ana, 'Piet').waitFor()
  await pointsAt(ana, 700, 110)
  // Noor's own cursor has come back to Ana: what Ana said before that has been told to everyone.
  const free = await people.noor.spot('Feiten', 0.5, 0.7)
  await pointsAt(people.noor.page, free.x, free.y)
  await cursor(ana, 'Noor').waitFor()
  expect(await piet.locator('.tl-collaborator__cursor').count()).toBe(0)
  await piet.getByRole('button', { name: 'Sessie', exact: true }).click()
  await piet.getByRole('switch', { name: 'Muisaanwijzers van anderen' }).check()
  await piet.getByRole('dialog').getByRole('button', { name: 'Sluiten' }).click()
  await pointsAt(ana, 720, 110)
  await cursor(piet, 'Ana · begeleider').waitFor()
  expect([...people.ana.faults, ...people.piet.faults, ...people.noor.faults]).toEqual([])
})

test('[CV81] over a zone without names nobody is seen pointing, and their view stays as it was', async () => {
  await using people = await threePeople()
  const [ana, piet] = [people.ana.page, people.piet.page]
  await pointsAt(piet, 500, 120)
  await cursor(ana, 'Piet').waitFor()
  await face(ana, 'Piet').click()
  await isSameView(people.ana, people.piet)
  const before = await middleOf(people.ana)
  const { x, y } = await people.piet.spot('Gevoelens', 0.5, 0.35)
  await pointsAt(piet, x, y)
  await cursor(ana, 'Piet').waitFor({ state: 'detached' })
  await piet.mouse.wheel(0, 40)
  await expect.poll(() => middleOf(people.piet)).not.toEqual(before)
  // What Noor says later has come: what Piet didn't say won't.
  const free = await people.noor.spot('Feiten', 0.5, 0.7)
  await pointsAt(people.noor.page, free.x, free.y)
  await cursor(ana, 'Noor').waitFor()
  expect(await middleOf(people.ana)).toEqual(before)
})

test('[CV84, CV85] following shows what the other sees, on another screen too, until one moves oneself', async () => {
  await using people = await threePeople()
  const [ana, piet] = [people.ana.page, people.piet.page]
  await ana.mouse.move(700, 400)
  // A busy browser may lose a turn of the wheel: then she turns it again, as anyone would.
  const wheels = async (x: number, y: number) => {
    const before = JSON.stringify(await middleOf(people.ana))
    const moves = async () => {
      await ana.mouse.wheel(x, y)
      return JSON.stringify(await middleOf(people.ana)) !== before
    }
    await expect.poll(moves, { interval: 500 }).toBe(true)
  }
  const isWithAna = () => isSameView(people.piet, people.ana)
  await wheels(300, 260)
  await face(piet, 'Ana').click()
  await banner(piet).getByText('Je volgt Ana').waitFor()
  await isWithAna()
  // Still no nameless zone in the middle: such a view isn't shared.
  await wheels(-500, -250)
  await isWithAna()
  await piet.mouse.move(500, 400)
  await piet.mouse.wheel(0, 200)
  await banner(piet).waitFor({ state: 'detached' })
  await face(piet, 'Ana').click()
  await isWithAna()
  await piet.keyboard.press('Escape')
  await banner(piet).waitFor({ state: 'detached' })
  await face(piet, 'Ana').click()
  await banner(piet).getByRole('button', { name: 'Stop' }).click()
  await banner(piet).waitFor({ state: 'detached' })
  expect([...people.ana.faults, ...people.piet.faults]).toEqual([])
})

test('[CV87, UI43] whoever is followed and leaves is said to be gone, and was here', async () => {
  await using people = await threePeople()
  const ana = people.ana.page
  await face(ana, 'Noor').click()
  await people.noor.page.close()
  await ana.getByText('Noor is weg. Je kijkt nu zelf.').waitFor()
  await banner(ana).waitFor({ state: 'detached' })
  await ana.getByRole('button', { name: '2 mensen hier' }).click()
  const sheet = ana.getByRole('dialog', { name: 'Mensen' })
  const rows = (part: string) => sheet.getByRole('region', { name: part }).getByRole('listitem')
  await expect.poll(() => rows('Eerder hier').allTextContents()).toEqual(['Noor'])
  expect(await rows('Nu hier').count()).toBe(2)
})

test('[UI44] who was removed reads why, and nothing else, also when the session has ended', async () => {
  await using people = await threePeople()
  const piet = people.piet.page
  await people.ends()
  await piet.getByText('Deze sessie is afgerond.').waitFor()
  await people.removesPiet()
  await piet.getByText('Je doet niet meer mee met dit bord.').waitFor()
  expect(await piet.locator('.board-main .notice').count()).toBe(1)
  await people.ana.page.getByRole('button', { name: '2 mensen hier' }).click()
  await people.ana.page.getByRole('dialog').getByText('Piet').waitFor({ state: 'detached' })
})
