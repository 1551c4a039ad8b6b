/** `npm run sim`: one afternoon after the other until one goes wrong. `npm run sim -- 7` begins at seed 7. */
import { examineSeed } from './examine.ts'

const from = Number(process.argv[2] ?? Date.now() % 1_000_000_000)
process.stdout.write(`From seed ${from} on; Ctrl+C ends it.\n`)
for (let lived = 1; ; lived += 1) {
  const story = await examineSeed(from + lived - 1)
  if (story !== null) {
    process.stdout.write(`${story}\n`)
    process.exit(1)
  }
  if (lived % 50 === 0) process.stdout.write(`${lived} afternoons lived, none went wrong\n`)
  // Timers of pages that are gone end here.
  await new Promise((resolve) => setImmediate(resolve))
}
