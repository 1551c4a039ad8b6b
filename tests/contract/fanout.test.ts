import { openFanout } from '../../server/adapters/fanout.ts'
import { fanoutContract } from './fanout-contract.ts'

fanoutContract('the fan-out in one process', (log) => Promise.resolve(openFanout(log)))
