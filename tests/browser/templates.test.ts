import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Language } from '../../shared/language.ts'
import { templates } from '../../shared/template/catalog.ts'
import { unitPx } from '../../shared/template/template.ts'
import { must } from '../../shared/assert.ts'
import { launchChromium } from '../support/chromium.ts'
import { startServer } from '../support/server.ts'
import { shown, type Shown } from '../support/shown.ts'
import { Visitor } from '../support/visitor.ts'
import { tables } from '../unit/shared/template/tables.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
})

const words = {
  nl: { speaks: 'NL Nederlands', choose: 'Sjabloon kiezen', place: 'Leg op het bord' },
  en: { speaks: 'EN English', choose: 'Choose template', place: 'Put on the board' },
} as const

/** Ana at the board of a new session; she and the trajectory speak this language. */
async function anaAtBoard(address: string, language: Language): Promise<Visitor> {
  const ana = await Visitor.open(browser, address, 'Ana')
  await ana.page.goto(address)
  await ana.page.getByRole('button', { name: words[language].speaks }).click()
  const { trajectoryId } = await ana.asks('/api/trajectories', { title: 'Rust', name: 'Ana', language })
  const { sessionId } = await ana.asks(`/api/trajectories/${trajectoryId}/sessions`, { title: 'Een' })
  await ana.page.goto(`${address}/s/${sessionId}`)
  await ana.page.locator('.tl-canvas').waitFor()
  return ana
}

test.each(['nl', 'en'] as const)(
  '[MJ10] all four templates chosen from the list lie side by side on a board (%s), to the pixel of the domain',
  async (language) => {
    await using server = await startServer()
    await using ana = await anaAtBoard(server.address, language)
    const { page } = ana
    for (const { name } of templates) {
      await page.getByRole('button', { name: words[language].choose, exact: true }).first().click()
      const card = page.getByRole('dialog').getByRole('listitem').filter({ hasText: name[language] })
      await card.getByRole('button', { name: words[language].place }).click()
      await page
        .locator('.template-header')
        .filter({ hasText: name[language] })
        .waitFor({ state: 'attached' })
    }

    const headers = await shown(page, 'header')
    const expected = templates.flatMap(({ key, name, zones }) => {
      const header = must(
        headers.find((one) => one.words.includes(name[language])),
        key,
      )
      const rows = must(tables[key], key).zones
      return rows.map(([zone, [x, y, w, h]]) => {
        const { title, prompt } = must(
          zones.find((one) => one.key === zone),
          zone,
        )
        const [px, py] = [header.x + x * unitPx, header.y + y * unitPx]
        return { x: px, y: py, w: w * unitPx, h: h * unitPx, says: [title[language], prompt[language]] }
      })
    })
    const zones = await shown(page, 'zone')
    expect(zones.length).toBe(expected.length)
    const wrong = expected.filter(
      ({ says, ...box }) =>
        !zones.some(
          (zone) =>
            sides.every((side) => Math.abs(zone[side] - box[side]) < 0.5) &&
            says.every((text) => zone.words.includes(text)),
        ),
    )
    expect(wrong).toEqual([])
    expect(overlapping(zones)).toEqual([])
    expect(ana.faults).toEqual([])
  },
)

const sides = ['x', 'y', 'w', 'h'] as const

function overlapping(boxes: readonly Shown[]): (readonly [string, string])[] {
  return boxes.flatMap((a, at) =>
    boxes.slice(at + 1).flatMap((b) => {
      const isApart = a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y
      return isApart ? [] : [[a.words, b.words] as const]
    }),
  )
}

test('[MJ11] a template is chosen with the keyboard alone, and once however often it is pressed', async () => {
  await using server = await startServer()
  await using ana = await anaAtBoard(server.address, 'nl')
  const { page } = ana
  await page.getByRole('button', { name: 'Sjabloon kiezen', exact: true }).first().focus()
  await page.keyboard.press('Enter')
  const wanted = page.getByRole('button', { name: 'Leg op het bord Klopt dat wel?' })
  await wanted.waitFor()
  for (
    let presses = 0;
    !(await wanted.evaluate((button) => button === document.activeElement));
    presses += 1
  ) {
    expect(presses).toBeLessThan(10)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.locator('.template-header').waitFor({ state: 'attached' })
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect((await shown(page, 'header')).length).toBe(1)
})

test('[MJ12] the list of templates says what went wrong and gets them when asked again', async () => {
  await using server = await startServer()
  await using ana = await anaAtBoard(server.address, 'nl')
  const { page } = ana
  await page.route('**/api/templates', (route) => route.abort())
  await page.getByRole('button', { name: 'Sjabloon kiezen', exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('alert').waitFor()
  await page.unroute('**/api/templates')
  await dialog.getByRole('button', { name: 'Probeer opnieuw' }).click()
  await dialog.getByRole('heading', { name: 'Fase 1 · Probleem verkennen' }).waitFor()
  const pictures = dialog.locator('.template-picture')
  await pictures.last().scrollIntoViewIfNeeded()
  expect(await pictures.count()).toBe(templates.length)
  const areDrawn = () =>
    pictures.evaluateAll((all) => all.every((one) => one instanceof HTMLImageElement && one.naturalWidth > 0))
  await expect.poll(areDrawn, { timeout: 20_000 }).toBe(true)
})
