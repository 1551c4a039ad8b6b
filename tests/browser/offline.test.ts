import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OutlineNote } from '../../shared/board/outline.ts'
import { unitPx } from '../../shared/template/template.ts'
import { outlineAnswer } from '../../shared/wire/api.ts'
import { launchChromium } from '../support/chromium.ts'
import { nothingKept, onDevice } from '../support/device.ts'
import { startServer } from '../support/server.ts'
import { shownNotes } from '../support/shown.ts'
import { Visitor } from '../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
})

/** How long a loaded machine may take for what it does at once. */
const patience = { timeout: 30_000 }
const draft = 'Wat is er aan de hand?'
const [high, low] = [0.35, 0.85]

type Placed = Pick<OutlineNote, 'text' | 'kind' | 'x' | 'y'> & { readonly zone: string }

/** Ana and Piet at a board with the problem map; Piet's browser has the pages. */
async function twoAtTheProblem() {
  await using opened = new AsyncDisposableStack()
  const server = opened.use(await startServer())
  const address = `http://127.0.0.1:${server.port}`
  const ana = opened.use(await Visitor.open(browser, address, 'Ana'))
  const piet = opened.use(await Visitor.open(browser, address, 'Piet'))
  await ana.startsTrajectory('Rust aan tafel')
  const link = await ana.participantLink()
  await ana.makesSession('Aan tafel')
  await ana.places('Probleem in beeld')
  await piet.joins(link)
  await piet.seesBoard()
  await piet.zone('Feiten').waitFor()
  await piet.page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  const session = await ana.page.evaluate(async () =>
    (await fetch(`/api${location.pathname.replace('/s/', '/sessions/')}`)).json(),
  )
  const boardId = String(session.currentBoard)

  /** What the server says lies on the board, from top to bottom, then from left to right. */
  const placed = async (): Promise<Placed[]> => {
    const json: unknown = await ana.page.evaluate(
      async (id) => (await fetch(`/api/boards/${id}/outline`)).json(),
      boardId,
    )
    const { instances, unplaced } = outlineAnswer.parse(json)
    const inZones = instances.flatMap(({ zones }) =>
      zones.flatMap(({ key, notes }) => notes.map((note) => ({ ...note, zone: key }))),
    )
    return [...inZones, ...unplaced.map((note) => ({ ...note, zone: '' }))].toSorted(
      (a, b) => a.y - b.y || a.x - b.x,
    )
  }
  /** The server has just these words, each once, and every page shows the same notes in the same places. */
  const agreeOn = async (texts: readonly string[], people: readonly Visitor[]): Promise<Placed[]> => {
    const said = async () => (await placed()).map(({ text }) => text).toSorted()
    await expect.poll(said, patience).toEqual(texts.toSorted())
    const notes = await placed()
    const places = notes.map(({ text, x, y }) => [
      text,
      Math.round(x - unitPx / 2),
      Math.round(y - unitPx / 2),
    ])
    for (const { page } of people) {
      const shown = async () => (await shownNotes(page)).map(({ text, x, y }) => [text, x, y])
      await expect.poll(shown, patience).toEqual(places)
    }
    const colours = await Promise.all(
      people.map(async ({ page }) => (await shownNotes(page)).map((one) => one.colour)),
    )
    for (const own of colours) expect(own).toEqual(colours[0])
    return notes
  }
  const kept = opened.move()
  return { address, ana, piet, link, agreeOn, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

/** The line of all tabs of this person falls. */
async function losesLine({ page }: Visitor): Promise<void> {
  await page.context().setOffline(true)
  await page.getByText('Niet verbonden').first().waitFor()
}

/** All that was written here lies on the device: this many pieces of work, of at least so many records. */
async function keeps({ page }: Visitor, ...records: number[]): Promise<void> {
  const most = async () =>
    (await onDevice(page)).touched
      .toSorted((a, b) => a - b)
      .map((have, at) => Math.min(have, records[at] ?? 0))
  await expect.poll(most, patience).toEqual(records)
}

async function keepsNothing({ page }: Visitor): Promise<void> {
  await expect.poll(() => onDevice(page), patience).toEqual(nothingKept)
}

test('[MJ20] ten edits without a line, two reloads without a line, others at the same notes: all are equal after, each edit once', async () => {
  await using board = await twoAtTheProblem()
  const { address, ana, piet, link, agreeOn } = board
  const { page } = piet
  await piet.writes('Feiten', 'stoel', [0.1, high])
  await piet.writes('Feiten', 'tafel', [0.35, high])
  await piet.writes('Feiten', 'bord', [0.6, high])
  await ana.writes('Feiten', 'lamp', [0.85, high])
  await agreeOn(['stoel', 'tafel', 'bord', 'lamp'], [ana, piet])

  await losesLine(piet)
  for (const [at, text] of ['roos', 'tulp', 'iris', 'klaver'].entries()) {
    await piet.writes(draft, text, [0.08 + 0.14 * at, low])
  }
  await piet.rewrites('stoel', ' is leeg')
  await piet.rewrites('tulp', ' en meer')
  await piet.drags('tafel', draft, [0.9, low])
  await piet.drags('lamp', 'Feiten', [0.35, low])
  await piet.drags('iris', 'Feiten', [0.85, low])
  await piet.note('bord').first().click()
  await page.keyboard.press('Delete')
  await piet.seesNoLonger('bord')
  await ana.drags('stoel', 'Feiten', [0.1, low])
  await ana.drags('tafel', 'Feiten', [0.6, low])
  await ana.drags('bord', 'Feiten', [0.75, low])
  await ana.drags('lamp', draft, [0.9, high])
  await ana.isSaved()

  await keeps(piet, 8)
  const left = await shownNotes(page)
  await page.reload()
  await piet.sees('stoel is leeg')
  await expect.poll(() => shownNotes(page), patience).toEqual(left)
  await page.getByText('Niet verbonden').first().waitFor()
  await piet.writes(draft, 'varen', [0.64, low])
  await piet.rewrites('klaver', ' vier')
  await keeps(piet, 9)
  await page.reload()
  await piet.sees('klaver vier')
  await piet.sees('varen')

  await page.context().setOffline(false)
  await piet.isSaved()
  await using noor = await Visitor.open(browser, address, 'Noor')
  await noor.joins(link)
  await noor.seesBoard()
  const all = ['roos', 'tulp en meer', 'iris', 'klaver vier', 'varen', 'stoel is leeg', 'tafel', 'lamp']
  const notes = await agreeOn(all, [ana, piet, noor])
  const iris = notes.find(({ text }) => text === 'iris')
  expect([iris?.zone, iris?.kind]).toEqual(['facts', 'fact'])
  await keepsNothing(piet)
})

test('[MJ21] under another name nothing of it is shown or sent; its writer’s return brings it, once', async () => {
  await using board = await twoAtTheProblem()
  const { ana, piet, link, agreeOn } = board
  const { page } = piet
  const context = page.context()
  const session = page.url()
  const cookies = await context.cookies()
  await losesLine(piet)
  await piet.writes(draft, 'van piet')
  await keeps(piet, 1)
  await page.goto('about:blank')
  await context.clearCookies()
  await context.setOffline(false)
  await page.goto(link)
  await page.getByLabel('Je voornaam').fill('Bram')
  await page.getByRole('button', { name: 'Doe mee' }).click()
  await piet.seesBoard()
  await piet.writes(draft, 'van bram', [0.6, low])
  await piet.isSaved()
  await agreeOn(['van bram'], [ana, piet])
  await keeps(piet, 1)

  await context.clearCookies()
  await context.addCookies(cookies)
  await page.goto(session)
  await agreeOn(['van bram', 'van piet'], [ana, piet])
  await keepsNothing(piet)
})

test('[MJ22] what two tabs left arrives once, from whichever comes back first', async () => {
  await using board = await twoAtTheProblem()
  const { ana, piet, agreeOn } = board
  const tab = await piet.opensTab(piet.page.url())
  await tab.seesBoard()
  await losesLine(piet)
  await piet.writes(draft, 'hier', [0.1, low])
  await tab.writes(draft, 'daar', [0.6, low])
  await keeps(piet, 1, 1)
  await piet.page.reload()
  await piet.sees('hier')
  await piet.sees('daar')
  await piet.writes(draft, 'verder', [0.35, low])
  await keeps(piet, 3)
  await tab.page.close()
  await piet.page.context().setOffline(false)
  await agreeOn(['hier', 'daar', 'verder'], [ana, piet])
  await keepsNothing(piet)
  await piet.page.reload()
  await agreeOn(['hier', 'daar', 'verder'], [ana, piet])
})

test('[MJ23] without a line and without unsaved work the page says what it waits for, and opens by itself', async () => {
  await using board = await twoAtTheProblem()
  const { page } = board.piet
  await board.piet.isSaved()
  await page.context().setOffline(true)
  await page.reload()
  await page.getByText('Zodra het net terug is, gaat het bord open.').waitFor()
  await page.context().setOffline(false)
  await board.piet.seesBoard()
  await board.piet.zone('Feiten').waitFor()
})

test('[MJ24] the card of a nameless note comes back after a reload with what was written on it, and is placed once', async () => {
  await using board = await twoAtTheProblem()
  const { ana, piet, agreeOn } = board
  const { x, y } = await piet.spot('Gevoelens', 0.2, 0.6)
  await piet.page.mouse.dblclick(x, y)
  const card = piet.page.getByRole('dialog')
  await card.getByRole('textbox').fill('Ik maak me zorgen')
  await piet.page.reload()
  await expect.poll(() => card.getByRole('textbox').inputValue(), patience).toBe('Ik maak me zorgen')
  await card.getByRole('button', { name: 'Op het bord' }).click()
  await card.waitFor({ state: 'detached' })
  await agreeOn(['Ik maak me zorgen'], [ana, piet])
  await piet.page.reload()
  await agreeOn(['Ik maak me zorgen'], [ana, piet])
  expect(await card.count()).toBe(0)
})

test('[UI52] a line that is gone for a while is told of, with where the work is, until it is back', async () => {
  await using board = await twoAtTheProblem()
  const { ana, piet, agreeOn } = board
  await losesLine(piet)
  const notice = piet.page.getByRole('status').filter({ hasText: /Geen verbinding sinds \d+:\d\d\./ })
  await notice.getByText('Alles is opgeslagen.').waitFor()
  await piet.writes(draft, 'intussen')
  await notice.getByText('Wat je schreef, is bewaard op dit apparaat.').waitFor()
  await notice.getByRole('button', { name: 'Probeer nu' }).click()
  await piet.page.context().setOffline(false)
  await notice.waitFor({ state: 'detached' })
  await agreeOn(['intussen'], [ana, piet])
})

test('[LK40] who was removed meanwhile finds the words they left on the page that says no, also after a reload', async () => {
  await using board = await twoAtTheProblem()
  const { ana, piet } = board
  const { page } = piet
  const session = page.url()
  const { trajectoryId, me } = await page.evaluate(async () =>
    (await fetch(`/api${location.pathname.replace('/s/', '/sessions/')}`)).json(),
  )
  await losesLine(piet)
  await piet.writes(draft, 'van piet')
  await keeps(piet, 1)
  await page.goto('about:blank')
  const path = `/api/trajectories/${trajectoryId}/participants/${me.participantId}/remove`
  const status = await ana.page.evaluate(
    async (to) =>
      (await fetch(to, { method: 'POST', headers: { 'idempotency-key': 'x'.repeat(22) } })).status,
    path,
  )
  expect(status).toBeLessThan(300)
  await page.context().setOffline(false)
  await page.goto(session)
  const tray = page.getByRole('region', { name: 'Niet geplaatst' })
  await tray.getByText('van piet').waitFor()
  await keepsNothing(piet)
  await page.reload()
  await tray.getByRole('button', { name: 'Klap in' }).click()
  await tray.getByText('van piet').waitFor({ state: 'hidden' })
  await tray.getByRole('button', { name: 'Laat 1 tekst zien' }).click()
  await tray.getByRole('button', { name: 'Weggooien' }).click()
  await tray.waitFor({ state: 'detached' })
})

test('[LK40] where someone came in since, a page without a line shows nothing of who was here before', async () => {
  await using board = await twoAtTheProblem()
  const { piet, address } = board
  const { page } = piet
  const session = page.url()
  await losesLine(piet)
  await piet.writes(draft, 'van piet')
  await keeps(piet, 1)
  await page.goto('about:blank')
  await page.context().clearCookies()
  await page.context().setOffline(false)
  await page.goto(address)
  await piet.startsTrajectory('Van Bram')
  await expect.poll(() => onDevice(page), patience).toEqual({ touched: [1], pages: 0 })
  await page.context().setOffline(true)
  await page.goto(session)
  await page.getByText('Zodra het net terug is, gaat het bord open.').waitFor()
})

test('[LK28] words typed just before the page goes are there when it is back, time after time', async () => {
  await using board = await twoAtTheProblem()
  const { piet, ana, agreeOn } = board
  const { page } = piet
  await piet.writes(draft, 'klaver', [0.2, low])
  await losesLine(piet)
  let text = 'klaver'
  for (const more of [' een', ' twee', ' drie', ' vier', ' vijf', ' zes']) {
    await piet.rewrites(text, more)
    text += more
    await page.reload()
    await expect.poll(async () => (await shownNotes(page)).map((note) => note.text), patience).toEqual([text])
  }
  await page.context().setOffline(false)
  await agreeOn([text], [ana, piet])
  await keepsNothing(piet)
})
