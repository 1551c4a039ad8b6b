/**
 * Which colour lies on which, for every colour of tokens.css that a stylesheet uses. Text has a
 * contrast of at least 4.5 : 1 with its ground; an edge, a sign or a ring that has to be seen, 3 : 1.
 */

/** A token, or one token showing through another that covers the given share. */
export type Colour =
  | `--${string}`
  | { readonly below: Colour; readonly above: Colour; readonly share: number }

export interface Pairing {
  readonly ink: Colour
  readonly grounds: readonly Colour[]
}

const glass = (share: number): Colour => ({ below: '--board', above: '--sheet', share })
/** Under way: the button fades into what lies below it. */
const faded = (colour: Colour): Colour => ({ below: '--sheet', above: colour, share: 0.8 })

export const texts: readonly Pairing[] = [
  {
    ink: '--ink',
    grounds: [
      '--paper',
      '--sheet',
      '--board-soft',
      '--stop-soft',
      '--note-yellow',
      '--note-yellow-light',
      '--note-yellow-soft',
      '--note-blue',
      '--note-red',
      '--note-green',
    ],
  },
  { ink: '--ink-soft', grounds: ['--paper', '--sheet', '--board-soft', '--note-yellow-soft'] },
  // Links and buttons, also under the pointer.
  { ink: '--board', grounds: ['--paper', '--sheet', '--board-soft', '--note-yellow-soft', '--stop-soft'] },
  { ink: '--board-deep', grounds: ['--board-soft'] },
  { ink: '--chalk', grounds: ['--board', '--board-deep', glass(0.14), glass(0.24)] },
  { ink: '--chalk-soft', grounds: ['--board', '--board-deep'] },
  { ink: '--note-yellow', grounds: ['--board', '--board-deep'] },
  { ink: '--sheet', grounds: ['--stop', '--stop-deep'] },
  { ink: '--stop', grounds: ['--paper', '--sheet', '--stop-soft'] },
  // A button under way.
  { ink: faded('--chalk'), grounds: [faded('--board')] },
  { ink: faded('--sheet'), grounds: [faded('--stop')] },
  { ink: faded('--board'), grounds: ['--sheet'] },
]

export const edges: readonly Pairing[] = [
  { ink: '--edge', grounds: ['--paper', '--sheet'] },
  { ink: '--board', grounds: ['--paper', '--sheet', '--board-soft'] },
  { ink: '--board-deep', grounds: ['--paper', '--sheet'] },
  { ink: '--stop', grounds: ['--paper', '--sheet', '--stop-soft', '--note-yellow'] },
  // The ring around what has the focus, on paper and on the slate.
  {
    ink: '--focus',
    grounds: ['--paper', '--sheet', '--board-soft', '--stop-soft', '--note-yellow-soft', '--note-yellow'],
  },
  { ink: '--note-yellow', grounds: ['--board', '--board-deep'] },
  { ink: '--live', grounds: ['--board'] },
  { ink: '--chalk-soft', grounds: ['--board'] },
]

/** Nothing is lost with who does not see these: what they say is said in another way as well. */
export const decoration: readonly Colour[] = [
  '--line',
  '--wood',
  '--wood-deep',
  '--note-yellow',
  '--note-blue',
  '--note-green',
]
