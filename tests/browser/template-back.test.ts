import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { startServer } from '../support/server.ts'
import { shown } from '../support/shown.ts'
import { Visitor } from '../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
})

test('[UI21] a template that was taken away is laid back where it was, with its note in its zone', async () => {
  await using server = await startServer()
  await using ana = await Visitor.open(browser, server.address, 'Ana')
  const { page } = ana
  await page.goto(server.address)
  const { trajectoryId } = await ana.asks('/api/trajectories', { title: 'Rust', name: 'Ana', language: 'nl' })
  const { sessionId, boardId } = await ana.asks(`/api/trajectories/${trajectoryId}/sessions`, {
    title: 'Een',
  })
  await ana.asks(`/api/boards/${boardId}/templates`, { template: 'idea-clusters', at: { x: -5000, y: 300 } })
  await page.goto(`${server.address}/s/${sessionId}`)
  await page.locator('.template-header').waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Sjabloon kiezen', exact: true }).first().click()
  await page.getByRole('button', { name: 'Leg op het bord Probleem in beeld' }).click()
  const toast = page.locator('.toast')
  await toast.getByText('‘Probleem in beeld’ ligt op het bord.').waitFor()
  await ana.asks(`/api/boards/${boardId}/notes`, { zone: 'facts', text: 'Rust om twaalf uur' })
  await page.getByText('Rust om twaalf uur').first().waitFor({ state: 'attached' })
  const before = await shown(page, 'zone')

  await toast.getByRole('button', { name: 'Weer weghalen' }).click()
  await toast.getByText('is weggehaald').waitFor()
  await expect.poll(async () => (await shown(page, 'zone')).length).toBeLessThan(before.length)
  await toast.getByRole('button', { name: 'Leg terug' }).click()
  await toast.getByText('ligt op het bord').waitFor()
  await expect.poll(async () => places(await shown(page, 'zone'))).toEqual(places(before))
  expect(await ana.placesOf(String(boardId))).toEqual(new Map([['Rust om twaalf uur', 'facts']]))

  const { x, y } = await ana.spot('Feiten', 0.6, 0.8)
  await page.mouse.dblclick(x, y)
  await page.keyboard.type('Nog een')
  await toast.waitFor({ state: 'detached' })
  expect(ana.faults).toEqual([])
})

function places(zones: Awaited<ReturnType<typeof shown>>): string[] {
  return zones.map(({ x, y, w, h }) => `${x} ${y} ${w} ${h}`).toSorted()
}
