/** A store worker that opens well and dies at the first question. */
import { parentPort } from 'node:worker_threads'
import { must } from '../../shared/assert.ts'

const port = must(parentPort, 'a parent thread')
const nothingMoved: ArrayBuffer[] = []

port.once('message', () => {
  throw new Error('out of memory')
})
port.postMessage({ opened: true, version: 1, migratedFrom: 1 }, nothingMoved)
