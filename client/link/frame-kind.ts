/** What a frame is, told from its first two bytes; the rest isn't looked at. */
import { messageAwareness, messageSync } from 'y-websocket'

export type FrameKind = 'step1' | 'step2' | 'update' | 'awareness' | 'other'

export function frameKind(frame: Uint8Array): FrameKind {
  if (frame[0] === messageAwareness) return 'awareness'
  if (frame[0] !== messageSync) return 'other'
  if (frame[1] === 0) return 'step1'
  if (frame[1] === 1) return 'step2'
  return frame[1] === 2 ? 'update' : 'other'
}
