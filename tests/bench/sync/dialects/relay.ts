/** Frames as they are: whoever relays doesn't look into them. */
import { plainFrames, yjsWriting, type Dialect } from '../dialect.ts'

export const relay: Dialect = {
  changeForm: 'point',
  greet: () => Promise.resolve(),
  prepare: (seat, changes) => yjsWriting(seat, changes, plainFrames),
}
