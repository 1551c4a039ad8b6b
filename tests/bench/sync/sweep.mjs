// Loaded into the server that is weighed, before its own code: on SIGUSR2 it throws away what nothing
// holds any more, so that what is left can be weighed.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const sweep = runInNewContext('gc')
process.on('SIGUSR2', () => {
  sweep()
  sweep()
})
