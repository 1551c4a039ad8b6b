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

/** Ana leads, Piet takes part, at a board with one note of his. */
async function atBoard() {
  await using opened = new AsyncDisposableStack()
  const server = opened.use(await startServer())
  const ana = opened.use(await Visitor.open(browser, server.address, 'Ana'))
  const piet = opened.use(await Visitor.open(browser, server.address, 'Piet'))
  await ana.startsTrajectory('Rust aan tafel')
  const link = await ana.participantLink()
  await ana.makesSession('Eerste keer')
  await ana.places('Probleem in beeld')
  await piet.joins(link)
  await piet.seesBoard()
  await piet.writes('Feiten', 'Om vijf uur is er niemand')
  const kept = opened.move()
  return { ana, piet, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

const open = '.tl-shape[data-shape-type="note"] [contenteditable="true"]'
/** Near enough one writes at once; from afar the tool waits for a place. */
const writing = `${open}, [data-testid="tools.note"][aria-pressed="true"]`

test('[CV58] a letter alone does nothing for who takes part, until they switch that on; held keys do', async () => {
  await using board = await atBoard()
  const { page } = board.piet
  const selectTool = page.getByTestId('tools.select')
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  await board.piet.note('Om vijf uur').first().click()
  await press('n', 'e', 'h', 'd', 't', '[', ',')
  expect(await selectTool.getAttribute('aria-pressed')).toBe('true')
  expect(await page.locator(writing).count()).toBe(0)
  await press('Delete')
  await board.piet.seesNoLonger('Om vijf uur')
  await press('Control+z')
  await board.piet.sees('Om vijf uur')

  await page.getByRole('button', { name: 'Sessie', exact: true }).click()
  await page.getByRole('switch', { name: /Sneltoetsen/ }).check()
  await press('Escape')
  await board.piet.seesWholeBoard()
  await press('e')
  expect(await selectTool.getAttribute('aria-pressed')).toBe('true')
  await press('n')
  await page.locator(writing).first().waitFor()
})

test('[CV58] who leads has them from the start', async () => {
  await using board = await atBoard()
  await board.ana.seesWholeBoard()
  await board.ana.page.keyboard.press('n')
  await board.ana.page.locator(writing).first().waitFor()
})

test('[CV96] after a look at the whole board the keys are those of the board: arrows move what is selected', async () => {
  await using board = await atBoard()
  const { piet } = board
  const note = piet.note('Om vijf uur').first()
  await piet.seesWholeBoard()
  await note.click()
  const before = await note.boundingBox()
  await piet.seesWholeBoard()
  for (let step = 0; step < 5; step += 1) await piet.page.keyboard.press('Shift+ArrowRight')
  await expect.poll(async () => ((await note.boundingBox())?.x ?? 0) - (before?.x ?? 0)).toBeGreaterThan(4)
})
