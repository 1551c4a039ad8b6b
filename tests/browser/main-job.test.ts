import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { freePort } from '../support/free-port.ts'
import { spawnServer } from '../support/server.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { Visitor } from '../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
})

/** A server as a process, at an address that it keeps when it is killed and started again. */
async function server() {
  const folder = tempFolder()
  const port = await freePort()
  const env = { PORT: String(port), DATA_DIR: folder.path }
  let running = spawnServer(env)
  const address = await running.address
  return {
    address,
    async isKilledAndComesBack() {
      running.child.kill('SIGKILL')
      await running.ended
      running = spawnServer(env)
      await running.address
    },
    async [Symbol.asyncDispose]() {
      await running[Symbol.asyncDispose]()
      folder[Symbol.dispose]()
    },
  }
}

/** Ana facilitates at a laptop, Piet takes part at a laptop, Noor at a phone. */
async function group(address: string) {
  await using opened = new AsyncDisposableStack()
  const seat = async (name: string, width: number, height: number, touch = false) =>
    opened.use(await Visitor.open(browser, address, name, { width, height, touch }))
  const ana = await seat('Ana', 1440, 900)
  const piet = await seat('Piet', 1280, 800)
  const noor = await seat('Noor', 390, 844, true)
  const kept = opened.move()
  return { ana, piet, noor, everyone: [ana, piet, noor], [Symbol.asyncDispose]: () => kept.disposeAsync() }
}
type Group = Awaited<ReturnType<typeof group>>

async function startAndJoin({ ana, piet, noor }: Group): Promise<{ sessionId: string; boardId: string }> {
  await ana.startsTrajectory('Rust aan tafel')
  const link = await ana.participantLink()
  await ana.makesSession('Wat is er aan de hand?')
  const sessionId = new URL(ana.page.url()).pathname.split('/')[2] ?? ''
  for (const person of [piet, noor]) {
    await person.joins(link)
    await person.seesBoard()
    expect(person.page.url()).not.toContain('#')
  }
  const boardId = await ana.page.evaluate(async (id) => {
    const me: { trajectories: { trajectoryId: string }[] } = await (await fetch('/api/me')).json()
    const trajectoryId = me.trajectories[0]?.trajectoryId ?? ''
    const all: { boards: { boardId: string; sessionId: string }[] } = await (
      await fetch(`/api/trajectories/${trajectoryId}`)
    ).json()
    return all.boards.find((board) => board.sessionId === id)?.boardId ?? ''
  }, sessionId)
  return { sessionId, boardId }
}

async function placeTemplate({ ana, everyone }: Group): Promise<void> {
  await ana.places('Probleem in beeld')
  for (const person of everyone) await person.zone('Feiten').waitFor()
}

async function writeAndSort(people: Group, boardId: string): Promise<void> {
  const { ana, piet, noor, everyone } = people
  await piet.writes('Feiten', 'Drie van de tien keer is er niemand')
  await ana.writes('Wat is er aan de hand?', 'Aan tafel is het druk', [0.3, 0.7])
  await noor.writesNameless('Gevoelens', 'Ik maak me zorgen')
  await noor.writesNameless('Gevoelens', 'Toch maar niet', [0.7, 0.55])
  for (const person of everyone) await person.sees('Toch maar niet')
  await noor.withdraws('Toch maar niet')
  for (const person of everyone) await person.seesNoLonger('Toch maar niet')
  await piet.writesNameless('Meningen', 'Er is geen tijd')
  await piet.rewritesNameless('Er is geen tijd', 'Er is te weinig tijd')
  const texts = [
    'Drie van de tien keer is er niemand',
    'Aan tafel is het druk',
    'Ik maak me zorgen',
    'Er is te weinig tijd',
  ]
  for (const person of everyone) for (const text of texts) await person.sees(text)

  await piet.rewrites('Drie van de tien keer is er niemand', ' bij de lunch')
  await ana.drags('Er is te weinig tijd', 'Ervaringen', [0.5, 0.6])
  await expect
    .poll(async () => (await noor.placesOf(boardId)).get('Er is te weinig tijd'))
    .toBe('experiences')

  // Undo takes back one's own last act, not somebody else's.
  await piet.drags('Aan tafel is het druk', 'Voor wie is het een probleem?', [0.5, 0.7])
  await expect.poll(async () => (await ana.placesOf(boardId)).get('Aan tafel is het druk')).toBe('forWhom')
  await ana.drags('Drie van de tien keer is er niemand bij de lunch', 'Ervaringen', [0.2, 0.8])
  await expect
    .poll(async () => (await piet.placesOf(boardId)).get('Drie van de tien keer is er niemand bij de lunch'))
    .toBe('experiences')
  await piet.undoes()
  await expect
    .poll(async () => (await ana.placesOf(boardId)).get('Aan tafel is het druk'))
    .toBe('problemDraft')
  expect((await ana.placesOf(boardId)).get('Drie van de tien keer is er niemand bij de lunch')).toBe(
    'experiences',
  )
}

const onTheBoard = new Map([
  ['Aan tafel is het druk', 'problemDraft'],
  ['Drie van de tien keer is er niemand bij de lunch', 'experiences'],
  ['Er is te weinig tijd', 'experiences'],
  ['Ik maak me zorgen', 'emotions'],
])

/** Snapshot, change, end, record, look back, go on. */
async function keepAndGoOn(people: Group, sessionId: string, boardId: string): Promise<void> {
  const { ana, piet, noor, everyone } = people
  await ana.page.getByRole('button', { name: 'Momentopname maken' }).first().click()
  const dialog = ana.page.getByRole('dialog')
  await dialog.getByLabel('Naam van de momentopname').fill('na het schuiven')
  await dialog.getByRole('button', { name: 'Bewaar' }).click()
  await ana.page.getByText('De momentopname is bewaard.').waitFor()

  await piet.writes('Wat pakken we aan?', 'De lunch op dinsdag', [0.25, 0.7])
  for (const person of everyone) await person.sees('De lunch op dinsdag')
  await piet.isSaved()

  await ana.ends()
  expect(new URL(ana.page.url()).pathname).toBe(`/s/${sessionId}/record`)
  const { page } = ana
  await page.getByText('na het schuiven').first().waitFor()
  for (const name of ['Ana', 'Piet', 'Noor']) await page.getByText(name).first().waitFor()
  await page.getByText('Probleem in beeld').first().waitFor()
  await page.getByText('De lunch op dinsdag').first().waitFor()
  const picture = page.getByRole('img', { name: /Beeld van/ }).first()
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)

  // Everyone else sees that it has ended, and can read it.
  for (const person of [piet, noor]) {
    await person.page.getByRole('link', { name: 'Bekijk het verslag' }).first().click()
    await person.page.getByRole('heading', { level: 1 }).waitFor()
    await person.page.getByText('De lunch op dinsdag').first().waitFor()
  }

  // The snapshot made on the way shows the board as it was then: without the last note.
  await page.getByRole('link', { name: /na het schuiven/ }).click()
  await page.waitForURL(/\/snapshots\//)
  await ana.sees('Ik maak me zorgen')
  expect(await ana.note('De lunch op dinsdag').count()).toBe(0)
  await page.goBack()

  await page.getByRole('link', { name: 'Bekijk het bord' }).first().click()
  await page.waitForURL(/\/snapshots\//)
  await ana.sees('De lunch op dinsdag')
  await refusesEdits(ana)
  await refusesRequests(ana, boardId)
  await page.goBack()

  await page.getByRole('button', { name: 'Verder werken' }).first().click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Verder met/ })
    .click()
  await page.waitForURL(/\/(b|s)\//)
  await ana.seesBoard()
  await ana.sees('De lunch op dinsdag')
}

/** A board as it was: double click, typing, dragging and deleting change nothing. */
async function refusesEdits(person: Visitor): Promise<void> {
  const note = person.note('De lunch op dinsdag').first()
  await person.seesWholeBoard()
  const before = await note.boundingBox()
  if (before === null) throw new Error('the note is not in view')
  const middle = { x: before.x + before.width / 2, y: before.y + before.height / 2 }
  await person.page.mouse.dblclick(middle.x, middle.y)
  expect(await person.page.locator('.tl-canvas [contenteditable="true"]').count()).toBe(0)
  await person.page.getByTestId('tools.select').first().click()
  await person.page.mouse.move(middle.x, middle.y)
  await person.page.mouse.down()
  await person.page.mouse.move(middle.x - 90, middle.y - 60, { steps: 6 })
  await person.page.mouse.up()
  await person.page.keyboard.type('n')
  await person.page.keyboard.press('Control+a')
  await person.page.keyboard.press('Delete')
  await person.sees('De lunch op dinsdag')
  expect(await person.page.locator('.tl-shape[data-shape-type="note"]').count()).toBe(5)
  await person.seesWholeBoard()
  expect(await note.boundingBox()).toEqual(before)
}

/** And the server says so too. */
async function refusesRequests(person: Visitor, boardId: string): Promise<void> {
  const answer = await person.page.evaluate(async (id) => {
    const response = await fetch(`/api/boards/${id}/notes`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ text: 'toch nog iets', attribution: 'named' }),
    })
    return { status: response.status, code: (await response.json()).code }
  }, boardId)
  expect(answer).toEqual({ status: 409, code: 'locked' })
  // The browser itself reports a refused request on the console: that one is ours.
  person.faults.splice(0, person.faults.length, ...person.faults.filter((fault) => !fault.includes('409')))
}

function expectQuiet({ everyone }: Group): void {
  for (const person of everyone) {
    expect({ name: person.name, faults: person.faults, strangers: person.strangers }).toEqual({
      name: person.name,
      faults: [],
      strangers: [],
    })
  }
}

test('[MJ1] a group starts, joins by link, writes, sorts, keeps, ends, reads back and goes on', async () => {
  await using running = await server()
  await using people = await group(running.address)
  const { sessionId, boardId } = await startAndJoin(people)
  await placeTemplate(people)
  await writeAndSort(people, boardId)
  expect(await people.noor.placesOf(boardId)).toEqual(onTheBoard)
  await keepAndGoOn(people, sessionId, boardId)
  expectQuiet(people)
})

test('[MJ2] the same with the server killed on the way: what was seen is there, pages come back', async () => {
  await using running = await server()
  await using people = await group(running.address)
  const { sessionId, boardId } = await startAndJoin(people)
  await placeTemplate(people)
  await people.piet.writes('Feiten', 'Weer weg', [0.7, 0.7])
  for (const person of people.everyone) await person.sees('Weer weg')
  await writeAndSort(people, boardId)
  await people.piet.note('Weer weg').first().click()
  await people.piet.page.keyboard.press('Delete')
  for (const person of people.everyone) await person.seesNoLonger('Weer weg')

  // Killed while Piet is in the middle of a sentence that Ana has begun to see.
  const sentence = 'Dit schrijf ik terwijl de server omvalt'
  const typing = people.piet.typesSlowly('Feiten', sentence, [0.4, 0.4])
  await people.ana.sees('Dit')
  const seen = await people.ana.wordsOf('Dit')
  await running.isKilledAndComesBack()
  await typing
  await people.piet.page.keyboard.press('Escape')
  await people.piet.page.keyboard.press('Escape')
  for (const person of people.everyone) await person.seesBoard()
  for (const person of people.everyone) await person.sees(sentence)
  expect(sentence.startsWith(seen)).toBe(true)
  expect(await people.ana.placesOf(boardId)).toEqual(new Map([...onTheBoard, [sentence, 'facts']]))
  await people.piet.note(sentence).first().click()
  await people.piet.page.keyboard.press('Delete')
  for (const person of people.everyone) await person.seesNoLonger(sentence)
  await people.ana.writes('Feiten', 'Na de storing', [0.7, 0.3])
  for (const person of people.everyone) await person.sees('Na de storing')
  await people.ana.note('Na de storing').first().click()
  await people.ana.page.keyboard.press('Delete')
  for (const person of people.everyone) await person.seesNoLonger('Na de storing')

  for (const person of people.everyone) {
    // A page whose server is away says so on its console; that is the browser's, and right.
    person.faults.splice(
      0,
      person.faults.length,
      ...person.faults.filter((fault) => !/WebSocket|ERR_|Failed to load/.test(fault)),
    )
  }
  await keepAndGoOn(people, sessionId, boardId)
  expectQuiet(people)
})

test('[MJ5] who writes while the line is down and the session ends keeps the words, beside the board', async () => {
  await using running = await server()
  await using people = await group(running.address)
  const { ana, piet } = people
  await startAndJoin(people)
  await placeTemplate(people)
  await piet.page.context().setOffline(true)
  await piet.page.getByText('Niet verbonden').first().waitFor()
  await piet.writes('Feiten', 'Dit kwam te laat')
  await ana.ends()
  await piet.page.context().setOffline(false)
  const tray = piet.page.getByRole('region', { name: 'Niet geplaatst' })
  await tray.getByText('Dit kwam te laat').waitFor()
  await ana.page.getByRole('link', { name: 'Bekijk het bord' }).first().click()
  await ana.zone('Feiten').waitFor()
  expect(await ana.note('Dit kwam te laat').count()).toBe(0)
})
