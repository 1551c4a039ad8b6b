/** The tables of the domain (T04, T05, T06, T09), to compare the catalogue with. */
import type { Box } from '../../../../shared/template/template.ts'

/** Flags as the domain writes them, but for C, which says where notes come from and not what a zone is. */
export type Row = readonly [key: string, box: Box, kind: string, flags: string]

export interface Table {
  readonly size: readonly [number, number]
  readonly minutes: { readonly full: number; readonly short: number }
  readonly phases: readonly number[]
  readonly steps: readonly number[]
  readonly zones: readonly Row[]
  /** Modes and minutes of the script. */
  readonly script: readonly string[]
}

export const tables: Readonly<Record<string, Table>> = {
  'problem-map': {
    size: [24, 15.2],
    minutes: { full: 60, short: 40 },
    phases: [1],
    steps: [7],
    zones: [
      ['problemDraft', [0, 1.5, 8, 2.7], 'contribution', 'N'],
      ['forWhom', [8.4, 1.5, 8, 2.7], 'stakeholder', 'N'],
      ['problemStatement', [16.8, 1.5, 7.2, 2.7], 'problemStatement', 'NO'],
      ['facts', [0, 4.6, 8, 5.1], 'fact', 'N'],
      ['experiences', [8.4, 4.6, 8, 5.1], 'experience', 'S'],
      ['emotions', [0, 10.1, 8, 5.1], 'emotion', 'A'],
      ['opinions', [8.4, 10.1, 8, 5.1], 'opinion', 'A'],
      ['whyChain', [16.8, 4.6, 7.2, 5.9], 'cause', 'N'],
      ['scope', [16.8, 10.9, 4.8, 4.3], 'contribution', 'N'],
      ['parking', [22, 10.9, 2, 4.3], 'contribution', 'P'],
    ],
    script: [
      '5 present',
      '10 solo',
      '3 reveal',
      '12 round',
      '6 open',
      '4 vote',
      '10 open',
      '7 open',
      '3 decide',
    ],
  },
  'assumption-check': {
    size: [24, 13.8],
    minutes: { full: 60, short: 35 },
    phases: [1, 2],
    steps: [8, 10],
    zones: [
      ['inbox', [0, 1.5, 6, 6], 'assumption', 'A'],
      ['turned', [0, 7.9, 6, 5.9], 'reversal', 'A'],
      ['plot', [6.4, 1.5, 9.6, 8.9], 'assumption', 'F'],
      ['ladder', [6.4, 10.8, 9.6, 3], 'cause', 'A'],
      ['untested', [16.4, 1.5, 2.4, 6.5], 'assumption', 'N'],
      ['confirmed', [19, 1.5, 2.4, 6.5], 'assumption', 'N'],
      ['refuted', [21.6, 1.5, 2.4, 6.5], 'assumption', 'N'],
      ['questions', [16.4, 8.4, 5.2, 5.4], 'question', 'N'],
      ['parking', [21.9, 8.4, 2.1, 5.4], 'contribution', 'P'],
    ],
    script: [
      '5 present',
      '8 solo',
      '4 reveal',
      '8 solo',
      '10 silentSort',
      '8 open',
      '7 open',
      '7 open',
      '3 decide',
    ],
  },
  'bateson-pyramid': {
    size: [21, 18.3],
    minutes: { full: 50, short: 30 },
    phases: [1, 5],
    steps: [8, 12],
    zones: [
      ['purpose', [4, 1.5, 7, 2.8], 'level.purpose', 'A'],
      ['identity', [3.25, 4.3, 8.5, 2.8], 'level.identity', 'A'],
      ['beliefs', [2.5, 7.1, 10, 2.8], 'level.beliefs', 'A'],
      ['capabilities', [1.75, 9.9, 11.5, 2.8], 'level.capabilities', 'N'],
      ['behaviour', [1, 12.7, 13, 2.8], 'level.behaviour', 'N'],
      ['environment', [0.25, 15.5, 14.5, 2.8], 'level.environment', 'N'],
      ['focus', [0, 1.5, 3.2, 4], 'contribution', 'NO'],
      ['parking', [12, 1.5, 3, 4], 'contribution', 'P'],
      ['tension', [15.4, 1.5, 5.6, 5], 'contribution', 'S'],
      ['lever', [15.4, 6.9, 5.6, 5], 'idea', 'N'],
      ['willCanMay', [15.4, 12.3, 5.6, 6], 'contribution', 'S'],
    ],
    script: ['5 present', '12 solo', '3 reveal', '10 round', '8 open', '7 open', '5 open'],
  },
  'idea-clusters': {
    size: [24, 15],
    minutes: { full: 60, short: 35 },
    phases: [2, 3],
    steps: [10, 11],
    zones: [
      ['question', [0, 1.5, 18, 2.1], 'question', 'NO'],
      ['ideas', [0, 4, 7.5, 6], 'idea', 'A'],
      ['flipped', [0, 10.4, 7.5, 4.6], 'idea', 'A'],
      ['clusters', [7.9, 4, 10.1, 11], 'idea', 'F'],
      ['matrix', [18.4, 1.5, 5.6, 6.1], 'cluster', 'F'],
      ['chosen', [18.4, 8, 5.6, 4], 'idea', 'NO'],
      ['later', [18.4, 12.4, 5.6, 2.6], 'idea', 'P'],
    ],
    script: [
      '4 present',
      '9 solo',
      '4 reveal',
      '10 silentSort',
      '8 open',
      '5 vote',
      '10 open',
      '7 open',
      '3 decide',
    ],
  },
}
