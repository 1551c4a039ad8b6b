/** The worker of the store, which dies at the next question once a file `die` lies in its folder. */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import * as z from 'zod/mini'
import { must } from '../../shared/assert.ts'
import '../../server/adapters/sqlite/worker.ts'

const { dataDir } = z.object({ dataDir: z.string() }).parse(workerData)
const sign = join(dataDir, 'die')

must(parentPort, 'a parent thread').on('message', () => {
  if (!existsSync(sign)) return
  rmSync(sign)
  throw new Error('out of memory')
})
