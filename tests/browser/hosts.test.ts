import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { freePort } from '../support/free-port.ts'
import { startHttpsProxy } from '../support/https-proxy.ts'
import { spawnServer } from '../support/server.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { Visitor } from '../support/visitor.ts'

/** A name that no resolver knows; this browser takes it for this machine. */
const host = 'leerbord.voorbeeld.test'
let browser: Browser
beforeAll(async () => {
  browser = await launchChromium([`--host-resolver-rules=MAP ${host} 127.0.0.1`])
})
afterAll(async () => {
  await browser.close()
})

/** Ana begins, Piet joins by her link, he writes, she sees it. */
async function writeTogether(ana: Visitor, piet: Visitor): Promise<void> {
  await ana.startsTrajectory('Rust aan tafel')
  const link = await ana.participantLink()
  expect(new URL(link).origin).toBe(ana.address)
  await ana.makesSession('Eerste keer')
  await ana.places('Probleem in beeld')
  await piet.joins(link)
  await piet.seesBoard()
  await piet.zone('Feiten').waitFor()
  await piet.writes('Feiten', 'Elke dag om twaalf uur')
  await piet.writesNameless('Gevoelens', 'Onrustig')
  for (const person of [ana, piet]) {
    await person.sees('Elke dag om twaalf uur')
    await person.sees('Onrustig')
  }
}

test('[MJ3] plain http under a name of its own: joining and writing work without a secure context', async () => {
  using folder = tempFolder()
  const port = await freePort()
  const address = `http://${host}:${port}`
  await using server = spawnServer({ PORT: String(port), DATA_DIR: folder.path, PUBLIC_URL: address })
  await server.address
  await using ana = await Visitor.open(browser, address, 'Ana')
  await using piet = await Visitor.open(browser, address, 'Piet')
  await writeTogether(ana, piet)
  expect(await piet.page.evaluate(() => window.isSecureContext)).toBe(false)
  expect([...ana.faults, ...piet.faults, ...ana.strangers, ...piet.strangers]).toEqual([])
})

test('[MJ4] behind an https proxy: the one call of the editor abroad is blocked, the watermark is there', async () => {
  using folder = tempFolder()
  const port = await freePort()
  await using proxy = await startHttpsProxy(host, port)
  const address = `https://${host}:${proxy.port}`
  await using server = spawnServer({
    PORT: String(port),
    DATA_DIR: folder.path,
    PUBLIC_URL: address,
    TRUST_PROXY: '1',
  })
  await server.address
  await using ana = await Visitor.open(browser, address, 'Ana')
  await using piet = await Visitor.open(browser, address, 'Piet')
  await writeTogether(ana, piet)
  // A blocked call is no request: the browser says on the console that it never left.
  await expect
    .poll(() => ana.faults.find((fault) => /tldraw.*Content Security Policy/s.test(fault)))
    .toBeDefined()
  expect([...ana.strangers, ...piet.strangers]).toEqual([])

  // After that call the editor is still there, and its maker's name lies on top and uncovered.
  await ana.writes('Ervaringen', 'Het werkt nog')
  await piet.sees('Het werkt nog')
  for (const person of [ana, piet]) {
    const mark = person.page.locator('.tl-watermark_SEE-LICENSE')
    await mark.waitFor()
    const isOnTop = await mark.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      const top = document.elementFromPoint(x + width / 2, y + height / 2)
      return width > 0 && height > 0 && (element === top || element.contains(top))
    })
    expect(isOnTop).toBe(true)
  }
  const cookies = await ana.page.context().cookies()
  expect(
    cookies.map(({ name, secure, httpOnly, sameSite }) => ({ name, secure, httpOnly, sameSite })),
  ).toEqual([{ name: 'leerbord_device', secure: true, httpOnly: true, sameSite: 'Lax' }])
})
