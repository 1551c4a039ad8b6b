/** The nine modes of a step (domain.md 3.4). `open` is how a board is without a script. */
export const stepModes = [
  'solo',
  'reveal',
  'round',
  'open',
  'silentSort',
  'vote',
  'decide',
  'present',
  'pairs',
] as const
export type StepMode = (typeof stepModes)[number]
