import { afterEach } from 'vitest'
import { openSqliteStore } from '../../server/adapters/sqlite/store.ts'
import { KeptLog } from '../support/kept-log.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { storeContract } from './store-contract.ts'

let opened = new DisposableStack()
afterEach(() => {
  opened.dispose()
  opened = new DisposableStack()
})

storeContract('the store on SQLite', () =>
  openSqliteStore({ dataDir: opened.use(tempFolder()).path, log: new KeptLog() }),
)
