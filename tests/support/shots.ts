/**
 * `npm run shots [folder] [part of a name]`: photographs every page and state at 360, 768 and
 * 1440 px, in Dutch and English, for people to look at. One process, with a server of its own.
 */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { languages } from '../../shared/language.ts'
import buildPages from './browser-setup.ts'
import { launchChromium } from './chromium.ts'
import { comesTo, pageStates } from './page-states.ts'
import { startServer } from './server.ts'
import { makeShotsWorld } from './shots-world.ts'

const widths = process.env['SHOTS_WIDTHS']?.split(',').map(Number) ?? [360, 768, 1440]
const [folderAsked, part = ''] = process.argv.slice(2)
const folder = folderAsked ?? mkdtempSync(join(tmpdir(), 'leerbord-shots-'))

mkdirSync(folder, { recursive: true })
buildPages()
await using server = await startServer()
const browser = await launchChromium()
let missed = 0
try {
  for (const language of languages) {
    const world = await makeShotsWorld(server.address, language)
    for (const state of pageStates(world).filter(({ name }) => name.includes(part))) {
      for (const width of widths) {
        const path = join(folder, `${state.name}-${language}-${width}.png`)
        try {
          const looking = { address: server.address, world, language, width }
          const { context, page } = await comesTo(browser, state, looking)
          await page.screenshot({ path, fullPage: state.isWhole ?? false })
          await context.close()
        } catch (cause) {
          missed += 1
          process.stderr.write(
            `${path}: ${String(cause instanceof Error ? (cause.cause ?? cause) : cause)}\n`,
          )
        }
      }
    }
  }
} finally {
  await browser.close()
}
process.stdout.write(`The pictures are in ${folder}. ${missed} could not be taken.\n`)
process.exitCode = missed === 0 ? 0 : 1
