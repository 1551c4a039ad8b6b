/** A store worker that opens well and dies at the first question. */
import { parentPort } from 'node:worker_threads'

parentPort?.once('message', () => {
  throw new Error('out of memory')
})
parentPort?.postMessage({ opened: true, version: 1, migratedFrom: 1 })
