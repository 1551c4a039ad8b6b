/** A replaying thread that dies at every question. */
import { parentPort } from 'node:worker_threads'
import { must } from '../../shared/assert.ts'

must(parentPort, 'a parent thread').once('message', () => {
  throw new Error('out of memory')
})
