import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { startServer } from '../support/server.ts'
import { Visitor } from '../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
})

test('[UI22] a double click on what opens a dialog opens it, and presses nothing in it', async () => {
  await using server = await startServer()
  await using ana = await Visitor.open(browser, server.address, 'Ana')
  const { page } = ana
  await ana.startsTrajectory('Rust aan tafel')
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Maak de eerste sessie' }).dblclick()
  await page.getByLabel('Naam van de sessie').fill('Een')
  await page.getByRole('button', { name: 'Maak de sessie' }).click()
  await ana.seesBoard()

  await page.getByRole('button', { name: 'Sjabloon kiezen', exact: true }).first().dblclick()
  await dialog.getByRole('heading', { name: 'Fase 1 · Probleem verkennen' }).waitFor()
  // Beside it, a click closes it as ever.
  await page.mouse.click(5, 5)
  await dialog.waitFor({ state: 'detached' })
  expect(ana.faults).toEqual([])
})

test('[UI23] without a line, what only the server does is barred and says why, in the menu too', async () => {
  await using server = await startServer()
  await using ana = await Visitor.open(browser, server.address, 'Ana')
  const { page } = ana
  await ana.startsTrajectory('Rust aan tafel')
  await ana.makesSession('Een')
  await page.context().setOffline(true)
  const barred = (name: string) => page.locator('.button[data-barred]').filter({ hasText: name })
  for (const name of ['Sjabloon kiezen', 'Momentopname maken', 'Sessie afronden']) {
    await barred(name).first().waitFor()
    expect(await barred(name).first().getAttribute('aria-disabled')).toBe('true')
    const reason = page.getByRole('button', {
      name,
      exact: true,
      description: 'Dit kan weer als er verbinding is.',
    })
    expect(await reason.count()).toBe(1)
  }
  await page.getByRole('button', { name: 'Sessie', exact: true }).click()
  await page.getByRole('dialog').locator('.button[data-barred]').filter({ hasText: 'Nieuw bord' }).waitFor()
  await page.keyboard.press('Escape')
  await page.context().setOffline(false)
  await barred('Sjabloon kiezen').first().waitFor({ state: 'detached' })
})
