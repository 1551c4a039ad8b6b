import { FakeEditKeeper } from '../support/edit-keeper.ts'
import { editKeeperContract } from './edit-keeper-contract.ts'

editKeeperContract('the double', async () => new FakeEditKeeper())
