import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OutlineNote } from '../../../shared/board/outline.ts'
import { outlineAnswer } from '../../../shared/wire/api.ts'
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

const why = 'Waarom is dat zo?'
/** Where in its zone the middle of each step lies, downwards: 0.72 u, then 1.03 u from one to the next. */
const stepAt = (step: number): number => (0.72 + 0.51 + (step - 1) * 1.03) / 5.9

test('[CV101] what is dropped, pasted or duplicated in a box lies in that box; undo takes a copy away', async () => {
  await using server = await startServer()
  await using ana = await Visitor.open(browser, server.address, 'Ana')
  const { page } = ana
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(server.address)
  const { trajectoryId } = await ana.asks('/api/trajectories', { title: 'Rust aan tafel', name: 'Ana' })
  const made = await ana.asks(`/api/trajectories/${trajectoryId}/sessions`, { title: 'Eerste keer' })
  const { sessionId, boardId } = made
  await ana.asks(`/api/boards/${boardId}/templates`, { template: 'problem-map' })
  await page.goto(`${server.address}/s/${sessionId}`)
  await page.locator('.zone').first().waitFor()
  const notes = async (): Promise<readonly OutlineNote[]> => {
    const json: unknown = await page.evaluate(
      async (id) => (await fetch(`/api/boards/${id}/outline`)).json(),
      String(boardId),
    )
    const zones = outlineAnswer.parse(json).instances.flatMap((instance) => instance.zones)
    return zones.find(({ key }) => key === 'whyChain')?.notes ?? []
  }
  /** The step that each note lies in, by its words; a part of one when it lies between two. */
  const steps = async (): Promise<readonly [string, number][]> =>
    (await notes()).map(({ text, y }) => {
      const step = 1 + (y - (5.32 + 0.51) * 200) / (1.03 * 200)
      return [text, Math.round(step * 100) / 100]
    })
  await ana.writes(why, 'Vijf uur', [0.6, stepAt(3)])
  await expect.poll(steps).toEqual([['Vijf uur', 3]])
  await ana.drags('Vijf uur', why, [0.3, stepAt(2) + 0.05])
  await expect.poll(steps).toEqual([['Vijf uur', 2]])

  await ana.note('Vijf uur').first().click()
  await page.keyboard.press('Control+d')
  await expect.poll(steps).toEqual([
    ['Vijf uur', 2],
    ['Vijf uur', 2],
  ])
  const [one, two] = await notes()
  // On the next cell, not just beside it.
  expect(Math.abs((one?.x ?? 0) - (two?.x ?? 0))).toBe(220)
  await page.keyboard.press('Control+c')
  const copied = () => page.evaluate(async () => (await navigator.clipboard.readText()).trim())
  await expect.poll(copied).toBe('Vijf uur')
  const { x, y } = await ana.spot(why, 0.5, stepAt(5) - 0.04)
  await page.mouse.move(x, y)
  await page.keyboard.press('Control+v')
  const three = [
    ['Vijf uur', 2],
    ['Vijf uur', 2],
    ['Vijf uur', 5],
  ]
  await expect.poll(steps).toEqual(three)
  await ana.undoes()
  await expect.poll(steps).toEqual(three.slice(0, 2))
})
