import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Outline, OutlineNote } from '../../../shared/board/outline.ts'
import { outlineAnswer } from '../../../shared/wire/api.ts'
import { launchChromium } from '../../support/chromium.ts'
import { startServer } from '../../support/server.ts'
import { samples } from '../../support/images.ts'
import { Visitor } from '../../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
})

/** Ana at a board with a template on it, and what the server says lies there. */
async function anaAtBoard(template = 'problem-map') {
  await using opened = new AsyncDisposableStack()
  const server = opened.use(await startServer())
  const ana = opened.use(await Visitor.open(browser, server.address, 'Ana'))
  const { page } = ana
  await page.goto(server.address)
  const asks = (path: string, body: object): Promise<Record<string, unknown>> =>
    page.evaluate(
      async ([to, sent]) => {
        const headers = { 'content-type': 'application/json' }
        const answer = await fetch(to, { method: 'POST', headers, body: sent })
        if (!answer.ok) throw new Error(`${to}: ${answer.status}`)
        return answer.json()
      },
      [path, JSON.stringify(body)] as const,
    )
  const { trajectoryId } = await asks('/api/trajectories', { title: 'Rust aan tafel', name: 'Ana' })
  const made = await asks(`/api/trajectories/${String(trajectoryId)}/sessions`, { title: 'Eerste keer' })
  const { sessionId, boardId } = made
  await asks(`/api/boards/${String(boardId)}/templates`, { template })
  await page.goto(`${server.address}/s/${String(sessionId)}`)
  await page.locator('.zone').first().waitFor()
  const outline = async (): Promise<Outline> => {
    const json: unknown = await page.evaluate(
      async (id) => (await fetch(`/api/boards/${id}/outline`)).json(),
      String(boardId),
    )
    return outlineAnswer.parse(json)
  }
  const notesIn = async (key: string): Promise<readonly OutlineNote[]> =>
    (await outline()).instances.flatMap(({ zones }) =>
      zones.flatMap((zone) => (zone.key === key ? zone.notes : [])),
    )
  const places = async (key: string) =>
    new Map((await notesIn(key)).map(({ text, x, y }) => [text, { x, y }]))
  const kept = opened.move()
  const ends = () => asks(`/api/sessions/${String(sessionId)}/commands`, { type: 'end' })
  return { ana, page, outline, notesIn, places, ends, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

const open = '.tl-shape[data-shape-type="note"] [contenteditable="true"]'

/** What the hint over the board says now. */
const hint = '.zone-hint[data-shown="true"]'

/** What was asked of the page before is on the screen. */
async function isPainted(page: Visitor['page']): Promise<void> {
  await page.evaluate(
    () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))),
  )
}

async function pastes(page: Visitor['page'], text: string): Promise<void> {
  await page.evaluate((words) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', words)
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, text)
}

test('[CV70] a dropped note goes to the nearest free cell, and lies beside others also where they lie', async () => {
  await using board = await anaAtBoard()
  const { ana } = board
  await ana.writes('Feiten', 'Eén', [0.3, 0.5])
  await ana.writes('Feiten', 'Twee', [0.7, 0.5])
  await ana.isSaved()
  const before = await board.places('facts')
  await ana.drags('Twee', 'Feiten', [0.3, 0.5])
  await expect.poll(async () => (await board.places('facts')).get('Twee')).not.toEqual(before.get('Twee'))
  const after = await board.places('facts')
  expect(after.get('Eén')).toEqual(before.get('Eén'))
  const [one, two] = [after.get('Eén'), after.get('Twee')]
  const [dx, dy] = [Math.abs((one?.x ?? 0) - (two?.x ?? 0)), Math.abs((one?.y ?? 0) - (two?.y ?? 0))]
  expect([
    [220, 0],
    [0, 220],
  ]).toContainEqual([dx, dy])
})

test('[CV71] in a full zone a dropped note lies where the others can still be read', async () => {
  await using board = await anaAtBoard()
  const { ana } = board
  const { x, y } = await ana.spot('Parkeerplek', 0.5, 0.5)
  await ana.page.mouse.click(x, y)
  await pastes(ana.page, 'Eén\nTwee\nDrie')
  await ana.sees('Drie')
  await ana.writes('Feiten', 'Vier')
  await ana.drags('Vier', 'Parkeerplek', [0.5, 0.5])
  await expect.poll(async () => (await board.notesIn('parking')).length).toBe(4)
  const notes = await board.notesIn('parking')
  const four = notes.find(({ text }) => text === 'Vier')
  const others = notes.filter(({ text }) => text !== 'Vier')
  expect(new Set(others.map((note) => note.y)).size).toBe(3)
  for (const other of others) {
    const away = Math.hypot((four?.x ?? 0) - other.x, (four?.y ?? 0) - other.y)
    expect(away).toBeGreaterThan(80)
  }
})

test('[CV72] one undo takes a dropped note back to its place and its kind', async () => {
  await using board = await anaAtBoard()
  const { ana } = board
  await ana.writes('Feiten', 'Om vijf uur is er niemand')
  await ana.isSaved()
  const before = await board.notesIn('facts')
  await ana.drags('Om vijf uur', 'Ervaringen', [0.41, 0.63])
  await expect.poll(async () => (await board.notesIn('experiences'))[0]?.kind).toBe('experience')
  await ana.undoes()
  await expect.poll(async () => board.notesIn('facts')).toEqual(before)
})

test('[CV73] N, Tab and Ctrl+Enter write one note after the other; Shift+Tab goes back', async () => {
  await using board = await anaAtBoard()
  const { ana, page } = board
  const { x, y } = await ana.spot('Feiten', 0.02, 0.2)
  await page.mouse.move(x, y)
  // The editor takes a pointer with the next picture, a key at once.
  await isPainted(page)
  await page.keyboard.press('n')
  for (const [at, key] of ['Tab', 'Control+Enter', 'Tab', 'Control+Enter', 'Tab', null].entries()) {
    await page.locator(open).waitFor()
    await page.keyboard.type(`feit ${at + 1}`)
    await ana.sees(`feit ${at + 1}`)
    if (key !== null) await page.keyboard.press(key)
    if (key !== null) await page.locator(open).filter({ hasText: /^$/ }).waitFor()
  }
  await page.keyboard.press('Shift+Tab')
  await page.locator(open).filter({ hasText: 'feit 5' }).waitFor()
  // The caret goes behind the words with the next picture.
  await isPainted(page)
  await page.keyboard.type('!')
  await page.keyboard.press('Escape')
  await expect
    .poll(async () => (await board.notesIn('facts')).map(({ text, kind }) => `${text} ${kind}`))
    .toEqual(['feit 1 fact', 'feit 2 fact', 'feit 3 fact', 'feit 4 fact', 'feit 5! fact', 'feit 6 fact'])
  const [first, ...others] = await board.notesIn('facts')
  expect(others.map(({ x: at }) => at - (first?.x ?? 0))).toEqual([220, 440, 660, 880, 1100])
})

test('[CV73] a row of notes that began outside the zones goes on outside them', async () => {
  await using board = await anaAtBoard()
  const { ana, page } = board
  // A note's width to the right a zone begins.
  const { x, y } = await ana.spot('Feiten', -0.09, 0.4)
  await page.mouse.dblclick(x, y)
  for (const text of ['los 1', 'los 2', 'los 3']) {
    await page.locator(open).filter({ hasText: /^$/ }).waitFor()
    await page.keyboard.type(text)
    await ana.sees(text)
    await page.keyboard.press(text === 'los 3' ? 'Escape' : 'Tab')
  }
  await expect
    .poll(async () => (await board.outline()).unplaced.map(({ text }) => text))
    .toEqual(['los 1', 'los 2', 'los 3'])
})

test('[CV73] the button of the tool starts a note at once in the zone that fills the view', async () => {
  await using board = await anaAtBoard()
  const { ana, page } = board
  // Where the mouse was before it went to the button is not where one looks.
  const { x, y } = await ana.spot('Gevoelens', 0.5, 0.5)
  await page.mouse.click(x, y)
  await page.locator('.zone-title').filter({ hasText: 'Ervaringen' }).click()
  await page.locator('[data-testid="tools.note"]').click()
  await page.locator(open).waitFor()
  await page.keyboard.type('Gelijk')
  await page.keyboard.press('Escape')
  await ana.sees('Gelijk')
  await ana.isSaved()
  await expect
    .poll(async () => (await board.notesIn('experiences')).map(({ text }) => text))
    .toEqual(['Gelijk'])
})

test('[CV73] a double click in a zone starts a note there, of its kind', async () => {
  await using board = await anaAtBoard()
  const { ana, page } = board
  const { x, y } = await ana.spot('Ervaringen', 0.5, 0.6)
  await page.mouse.dblclick(x, y)
  await page.locator(open).waitFor()
  await page.keyboard.type('Ik at alleen')
  await page.keyboard.press('Escape')
  await expect
    .poll(async () => (await board.notesIn('experiences')).map(({ text, kind }) => [text, kind]))
    .toEqual([['Ik at alleen', 'experience']])
})

test('[CV74] on the card of a nameless zone Ctrl+Enter places the words and waits for the next', async () => {
  await using board = await anaAtBoard()
  const { ana, page } = board
  const { x, y } = await ana.spot('Gevoelens', 0.2, 0.55)
  await page.mouse.dblclick(x, y)
  const card = page.getByRole('dialog')
  for (const text of ['Bang', 'Blij']) {
    await card.getByRole('textbox').fill(text)
    await page.keyboard.press('Control+Enter')
    await card.getByText('Geplaatst.').waitFor()
    expect(await card.getByRole('textbox').inputValue()).toBe('')
  }
  await page.keyboard.press('Escape')
  await card.waitFor({ state: 'detached' })
  await expect
    .poll(async () => (await board.notesIn('emotions')).map(({ text, author }) => [text, author]))
    .toEqual([
      ['Bang', undefined],
      ['Blij', undefined],
    ])
})

test('[CV97] words left on a nameless card are told apart from new ones', async () => {
  await using board = await anaAtBoard()
  const { ana, page } = board
  const { x, y } = await ana.spot('Gevoelens', 0.4, 0.6)
  await page.mouse.dblclick(x, y)
  await page.getByRole('dialog').getByRole('textbox').fill('Half gezegd')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  const again = await ana.spot('Gevoelens', 0.4, 0.6)
  await page.mouse.dblclick(again.x, again.y)
  const card = page.getByRole('dialog')
  await card.getByText('Dit schreef je eerder.').waitFor()
  expect(await card.getByRole('textbox').inputValue()).toBe('Half gezegd')
  await card.getByRole('button', { name: 'Begin leeg' }).click()
  expect(await card.getByRole('textbox').inputValue()).toBe('')
  await card.getByText('Dit schreef je eerder.').waitFor({ state: 'detached' })
})

test('[CV102] ten lines pasted over a nameless zone become ten nameless notes, or one', async () => {
  await using board = await anaAtBoard()
  const { ana, page } = board
  const { x, y } = await ana.spot('Gevoelens', 0.5, 0.6)
  await page.mouse.click(x, y)
  const ten = Array.from({ length: 10 }, (_, at) => `zin ${at + 1}`)
  await pastes(page, ten.join('\n'))
  const card = page.getByRole('dialog')
  // What the card does first, as Enter in a form does.
  await card.locator('button[type="submit"]').filter({ hasText: 'Maak 10 briefjes' }).click()
  await card.waitFor({ state: 'detached' })
  const notes = await board.notesIn('emotions')
  expect(notes.length).toBe(10)
  expect(new Set(notes.map(({ text }) => text))).toEqual(new Set(ten))
  expect(notes.filter(({ author }) => author !== undefined)).toEqual([])
  await page.getByText('Geplaatst.').first().waitFor()

  const again = await ana.spot('Meningen', 0.5, 0.6)
  await page.mouse.dblclick(again.x, again.y)
  await card.getByRole('textbox').fill('eerst dit\ndan dat')
  await card.getByRole('button', { name: 'Maak 2 briefjes' }).waitFor()
  await card.getByRole('button', { name: 'Op het bord' }).click()
  await card.waitFor({ state: 'detached' })
  expect((await board.notesIn('opinions')).map(({ text }) => text)).toEqual(['eerst dit\ndan dat'])
})

test('[CV75] thirty pasted lines fill the zone’s cells and stay in it, of its kind', async () => {
  await using board = await anaAtBoard()
  const { ana, page } = board
  const { x, y } = await ana.spot('Feiten', 0.3, 0.9)
  await page.mouse.click(x, y)
  await pastes(page, Array.from({ length: 30 }, (_, at) => `regel ${at + 1}`).join('\n'))
  await ana.sees('regel 30')
  await expect.poll(async () => (await board.notesIn('facts')).length).toBe(30)
  const notes = await board.notesIn('facts')
  expect(notes.every(({ kind }) => kind === 'fact')).toBe(true)
  expect(notes.slice(0, 7).map(({ text }) => text)).toEqual(
    Array.from({ length: 7 }, (_, at) => `regel ${at + 1}`),
  )
  expect(new Set(notes.map((note) => `${note.x} ${note.y}`)).size).toBe(30)
  await page.getByText('Dit vak is vol.').first().waitFor()
})

test('[CV76] the zone under the pointer says what it asks, and no longer beside it', async () => {
  await using board = await anaAtBoard()
  const { ana, page } = board
  const at = await ana.spot('Gevoelens', 0.6, 0.8)
  await page.mouse.move(at.x, at.y)
  const shown = page.locator(hint)
  await shown.waitFor()
  const words = await shown.textContent()
  expect(words).toContain('Gevoelens')
  expect(words).toContain('zonder naam')
  expect(await shown.getAttribute('aria-hidden')).toBe('true')
  await page.mouse.move(4, at.y)
  await shown.waitFor({ state: 'detached' })
})

test('[CV123, CV124] the hint lies on its own zone, and goes where the question can be read on the board', async () => {
  await using board = await anaAtBoard()
  const { ana, page } = board
  const at = await ana.spot('Ervaringen', 0.6, 0.8)
  await page.mouse.move(at.x, at.y)
  const shown = page.locator(hint)
  await shown.filter({ hasText: 'Wat heb je zelf meegemaakt?' }).waitFor()
  const [said, zone] = [await shown.boundingBox(), await ana.zone('Ervaringen').boundingBox()]
  if (said === null || zone === null) throw new Error('nothing to see')
  const middle = said.y + said.height / 2
  expect(middle).toBeGreaterThan(zone.y - said.height)
  expect(middle).toBeLessThan(zone.y + zone.height / 4)
  expect(Math.abs(said.x - zone.x)).toBeLessThan(2)
  await page.locator('.zone-title').filter({ hasText: 'Ervaringen' }).click()
  await page.mouse.move(720, 560)
  await page.locator('.zone-edge').waitFor()
  await shown.waitFor({ state: 'detached' })
  // Nearer still its question is beyond the top of the screen.
  await page.mouse.wheel(0, 200)
  await shown.filter({ hasText: 'Wat heb je zelf meegemaakt?' }).waitFor()
})

test('[CV77] a note dropped between the axes stays there, and its place says the same to the server', async () => {
  await using board = await anaAtBoard('assumption-check')
  const { ana } = board
  const plot = 'Hoe belangrijk? Hoe zeker?'
  await ana.writesNameless(plot, 'Medicijnen moeten om vijf uur', [0.3, 0.6])
  await ana.drags('Medicijnen', plot, [0.7, 0.3])
  const said = async () => (await board.notesIn('plot'))[0]?.plot
  // Of the zone's 9.6 × 8.9 u the axes span 8.9 × 7.6, from 0.5 to the right and 0.8 down.
  await expect.poll(async () => (await said())?.x).toBeCloseTo((0.7 * 9.6 - 0.5) / 8.9, 1)
  expect((await said())?.y).toBeCloseTo(1 - (0.3 * 8.9 - 0.8) / 7.6, 1)
  const before = await said()
  await ana.page.reload()
  await ana.sees('Medicijnen')
  expect(await said()).toEqual(before)
})

test('[CV78] a picture pasted into an open note comes beside it; too many words stay on their card', async () => {
  await using board = await anaAtBoard()
  const { ana, page } = board
  const facts = await ana.spot('Feiten', 0.2, 0.5)
  await page.mouse.dblclick(facts.x, facts.y)
  await page.locator(open).evaluate((text, png) => {
    const clipboardData = new DataTransfer()
    const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0))
    clipboardData.items.add(new File([bytes], 'foto.png', { type: 'image/png' }))
    text.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, Buffer.from(samples.png).toString('base64'))
  await page.locator('.tl-shape[data-shape-type="image"] img').waitFor()
  // Whoever was writing goes on.
  await page.keyboard.type('Zie de foto')
  await ana.sees('Zie de foto')
  await page.keyboard.press('Escape')

  const emotions = await ana.spot('Gevoelens', 0.2, 0.55)
  await page.mouse.dblclick(emotions.x, emotions.y)
  const card = page.getByRole('dialog')
  const words = 'a'.repeat(4_001)
  await card.getByRole('textbox').fill(words)
  await card.getByText('Dit is te lang voor één briefje.').waitFor()
  await card.getByRole('button', { name: 'Op het bord' }).click()
  expect(await card.getByRole('textbox').inputValue()).toBe(words)
})

test('[CV79] what is typed while the session ends is on the board or in the tray, to the last letter', async () => {
  await using board = await anaAtBoard()
  const { ana, page } = board
  const { x, y } = await ana.spot('Feiten', 0.2, 0.5)
  await page.mouse.dblclick(x, y)
  await page.locator(open).waitFor()
  await page.evaluate(() => {
    document.body.dataset['typed'] = ''
    const hear = ({ target, data }: InputEvent) => {
      if (target instanceof HTMLElement && target.isContentEditable)
        document.body.dataset['typed'] += data ?? ''
    }
    document.addEventListener('input', (event) => event instanceof InputEvent && hear(event))
  })
  await page.keyboard.type('begin ')
  const letters = 'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz'
  await Promise.all([board.ends(), page.keyboard.type(letters, { delay: 12 })])
  await page.locator(open).waitFor({ state: 'detached' })
  const typed = (await page.evaluate(() => document.body.dataset['typed'])) ?? ''
  expect(typed).toContain('begin a')
  const seen = async () => {
    const onBoard = (await board.notesIn('facts')).map(({ text }) => text)
    return [...onBoard, (await page.locator('body').textContent()) ?? ''].some((text) => text.includes(typed))
  }
  await expect.poll(seen).toBe(true)
})
