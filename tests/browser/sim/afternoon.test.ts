/** The law of convergence on real pages, whose frames fall as the browser has them. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../../support/chromium.ts'
import { livesAfternoon } from '../../support/pages/afternoon.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { rounds } from '../../support/size.ts'

let browser: Browser
let server: TestServer
beforeAll(async () => {
  browser = await launchChromium()
  server = await startServer()
})
afterAll(async () => {
  await browser.close()
  await server[Symbol.asyncDispose]()
})

const only = process.env['SIM_SEED']
const folder = fileURLToPath(new URL('kept/', import.meta.url))
mkdirSync(folder, { recursive: true })
/** Seeds that went wrong once. */
const kept = readdirSync(folder).flatMap((file) => {
  const seed: unknown = JSON.parse(readFileSync(`${folder}${file}`, 'utf8')).seed
  return typeof seed === 'number' ? [seed] : []
})
const everyday = Array.from({ length: rounds(2, 20) }, (_, at) => at + 1)
const seeds = only === undefined ? new Set([...kept, ...everyday]) : [Number(only)]

test.each([...seeds])(
  '[CV2, CV140] seed %i: three editors, a line that falls and rights that grow; all end alike, no letter is lost',
  async (seed) => {
    const { told, faults } = await livesAfternoon(browser, server.address, seed)
    if (only !== undefined) process.stdout.write(`${told.join('\n')}\n`)
    if (faults.length > 0) {
      const story = [...told, '', ...faults]
      writeFileSync(`${folder}seed-${seed}.json`, `${JSON.stringify({ seed, story }, null, 2)}\n`)
      expect(story.join('\n')).toBe('')
    }
  },
)
