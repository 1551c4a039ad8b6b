import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSync, readFrame, WireError, writeFrame, type Frame } from '../../../../shared/wire/frames.ts'

const bytes = fc.uint8Array({ maxLength: 300 })
const text = fc.string({ unit: 'grapheme', maxLength: 60 })
const frames: fc.Arbitrary<Frame> = fc.oneof(
  fc.record({ type: fc.constant('step1' as const), stateVector: bytes }),
  fc.record({ type: fc.constantFrom('step2' as const, 'update' as const), update: bytes }),
  fc.record({ type: fc.constant('awareness' as const), entries: bytes }),
  fc.record({ type: fc.constant('auth' as const), reason: text }),
  fc.record({ type: fc.constant('query-awareness' as const) }),
  fc.record({ type: fc.constant('control' as const), json: text }),
)

function codeOf(read: () => Frame): string {
  try {
    return read().type
  } catch (cause) {
    if (cause instanceof WireError) return cause.code
    throw cause
  }
}

describe('frames', () => {
  test('[WR2] every frame reads as it was written', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        expect(readFrame(writeFrame(frame))).toEqual(frame)
      }),
    )
  })

  test('[WR3] a frame cut short anywhere, or with a byte behind it, is no frame', () => {
    fc.assert(
      fc.property(frames, fc.nat(), (frame, cut) => {
        const whole = writeFrame(frame)
        expect(codeOf(() => readFrame(whole.subarray(0, cut % whole.length)))).toBe('truncated')
        expect(codeOf(() => readFrame(new Uint8Array([...whole, 0])))).toBe('trailing-bytes')
      }),
    )
  })

  test.each([
    ['an unknown type', [4]],
    ['an unknown kind of sync', [0, 3, 0]],
    ['an unknown kind of auth', [2, 1, 0]],
  ])('[WR4] %s is refused by name', (_, frame) => {
    expect(codeOf(() => readFrame(new Uint8Array(frame)))).toBe('unknown-type')
  })

  test('[WR4] no bytes make reading throw anything but a WireError', () => {
    const known = new Set(['truncated', 'trailing-bytes', 'unknown-type'])
    const types = new Set(['step1', 'step2', 'update', 'awareness', 'auth', 'query-awareness', 'control'])
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (noise) => {
        const code = codeOf(() => readFrame(noise))
        expect(known.has(code) || types.has(code)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  test('[WR5] the numbers of y-websocket: sync 0, awareness 1, auth 2, query 3; ours is 16', () => {
    const update = new Uint8Array([7])
    const written: [Frame, number[]][] = [
      [{ type: 'step1', stateVector: update }, [0, 0, 1, 7]],
      [{ type: 'step2', update }, [0, 1, 1, 7]],
      [{ type: 'update', update }, [0, 2, 1, 7]],
      [{ type: 'awareness', entries: update }, [1, 1, 7]],
      [{ type: 'auth', reason: 'x' }, [2, 0, 1, 120]],
      [{ type: 'query-awareness' }, [3]],
      [{ type: 'control', json: '{}' }, [16, 2, 123, 125]],
    ]
    for (const [frame, expected] of written) expect([...writeFrame(frame)]).toEqual(expected)
    expect(written.filter(([frame]) => isSync(frame)).length).toBe(3)
  })
})
