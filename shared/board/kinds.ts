/**
 * How each kind of note looks and what it is called. Colour says what sort of contribution a note
 * is, never who wrote it, and is always doubled by an icon and a word. Canvas, list and picture read
 * this one table; a note's own `props.color` counts nowhere.
 */
import type { Localised } from '../language.ts'
import type { NoteKind } from './vocabulary.ts'
import { icons } from './icons.ts'

/** A paper colour. `ink` on `fill` has a contrast of at least 7:1. */
export interface Paper {
  /** Nearest of tldraw's colour names, for everything of the editor that asks for one. */
  readonly colour: PaperColour
  readonly fill: string
  readonly stroke: string
  readonly ink: string
  /** The same paper, much lighter: the ground of a zone. */
  readonly tint: string
}

export interface KindLook extends Paper {
  readonly label: Localised
  /** A path in a box of 24 × 24, to be stroked (width 2, round ends and joins), not filled. */
  readonly icon: string
}

type PaperColour =
  | 'yellow'
  | 'light-blue'
  | 'light-red'
  | 'light-violet'
  | 'grey'
  | 'violet'
  | 'white'
  | 'light-green'
  | 'blue'
  | 'orange'
  | 'green'

const yellow: Paper = paper('yellow', '#fff0b8', '#e2c566', '#473804', '#fffbee')
const lightBlue: Paper = paper('light-blue', '#d9edfa', '#98c4e2', '#113a53', '#f3f9fd')
const lightRed: Paper = paper('light-red', '#fcdfd9', '#e4a99e', '#5a2019', '#fef5f3')
const lightViolet: Paper = paper('light-violet', '#ebe1f7', '#c0aadc', '#3e2560', '#f9f6fd')
const grey: Paper = paper('grey', '#eae7e1', '#bdb7ab', '#35322b', '#f8f7f4')
const violet: Paper = paper('violet', '#d8caf4', '#a287d8', '#341960', '#f5f1fc')
const white: Paper = paper('white', '#ffffff', '#cbc5b9', '#2b2a27', '#fcfbf9')
const lightGreen: Paper = paper('light-green', '#def2d1', '#a3cd8b', '#224412', '#f5fbf1')
const blue: Paper = paper('blue', '#c6daf8', '#84a8e0', '#142f5e', '#f0f5fd')
const orange: Paper = paper('orange', '#ffdfbc', '#e5ab6a', '#55310b', '#fff7ee')
const green: Paper = paper('green', '#c7e9d4', '#82c29e', '#0f4329', '#f0f9f4')
const outlined: Paper = paper('white', '#ffffff', '#4a78c9', '#1a2d52', '#f6f9fe')

export const kindLooks: { readonly [K in NoteKind]: KindLook } = {
  contribution: { ...yellow, icon: icons.pencil, label: { nl: 'inbreng', en: 'contribution' } },
  fact: { ...lightBlue, icon: icons.magnifier, label: { nl: 'feit', en: 'fact' } },
  experience: { ...yellow, icon: icons.speech, label: { nl: 'ervaring', en: 'experience' } },
  emotion: { ...lightRed, icon: icons.heart, label: { nl: 'gevoel', en: 'emotion' } },
  opinion: { ...lightViolet, icon: icons.thought, label: { nl: 'mening', en: 'opinion' } },
  cause: { ...grey, icon: icons.chain, label: { nl: 'oorzaak', en: 'cause' } },
  assumption: { ...violet, icon: icons.doubt, label: { nl: 'aanname', en: 'assumption' } },
  reversal: { ...violet, icon: icons.turn, label: { nl: 'omdraaiing', en: 'reversal' } },
  question: { ...white, icon: icons.question, label: { nl: 'vraag', en: 'question' } },
  stakeholder: { ...grey, icon: icons.people, label: { nl: 'wie', en: 'who' } },
  perspective: { ...grey, icon: icons.eye, label: { nl: 'kijk', en: 'view' } },
  person: { ...grey, icon: icons.person, label: { nl: 'persoon', en: 'person' } },
  source: { ...lightBlue, icon: icons.book, label: { nl: 'bron', en: 'source' } },
  feedback: { ...white, icon: icons.inward, label: { nl: 'van buiten', en: 'from outside' } },
  quote: { ...white, icon: icons.quote, label: { nl: 'letterlijk', en: 'quote' } },
  idea: { ...lightGreen, icon: icons.bulb, label: { nl: 'idee', en: 'idea' } },
  experiment: { ...blue, icon: icons.flask, label: { nl: 'proef', en: 'experiment' } },
  hypothesis: { ...blue, icon: icons.branch, label: { nl: 'verwachting', en: 'hypothesis' } },
  barrier: { ...orange, icon: icons.sign, label: { nl: 'regel', en: 'rule in the way' } },
  action: { ...green, icon: icons.tick, label: { nl: 'afspraak', en: 'action' } },
  decision: { ...green, icon: icons.gavel, label: { nl: 'besluit', en: 'decision' } },
  agreement: { ...green, icon: icons.link, label: { nl: 'onze afspraak', en: 'agreement' } },
  date: { ...green, icon: icons.calendar, label: { nl: 'datum', en: 'date' } },
  indicator: { ...blue, icon: icons.chart, label: { nl: 'teken van succes', en: 'sign of success' } },
  scale: { ...blue, icon: icons.gauge, label: { nl: 'cijfer', en: 'score' } },
  lesson: { ...orange, icon: icons.star, label: { nl: 'les', en: 'lesson' } },
  insight: { ...orange, icon: icons.spark, label: { nl: 'inzicht', en: 'insight' } },
  win: { ...lightGreen, icon: icons.up, label: { nl: 'gelukt', en: 'win' } },
  high: { ...lightGreen, icon: icons.peak, label: { nl: 'hoogtepunt', en: 'high' } },
  fail: { ...lightRed, icon: icons.down, label: { nl: 'mislukt', en: 'fail' } },
  low: { ...lightRed, icon: icons.valley, label: { nl: 'dieptepunt', en: 'low' } },
  event: { ...grey, icon: icons.dot, label: { nl: 'gebeurtenis', en: 'event' } },
  thanks: { ...yellow, icon: icons.heart, label: { nl: 'bedankt', en: 'thanks' } },
  problemStatement: {
    ...outlined,
    icon: icons.target,
    label: { nl: 'probleemzin', en: 'problem sentence' },
  },
  cluster: { ...lightGreen, icon: icons.circles, label: { nl: 'groepje', en: 'cluster' } },
  'level.environment': { ...grey, icon: icons.one, label: { nl: 'omgeving', en: 'environment' } },
  'level.behaviour': { ...lightBlue, icon: icons.two, label: { nl: 'gedrag', en: 'behaviour' } },
  'level.capabilities': {
    ...lightGreen,
    icon: icons.three,
    label: { nl: 'vaardigheden', en: 'capabilities' },
  },
  'level.beliefs': { ...yellow, icon: icons.four, label: { nl: 'overtuigingen', en: 'beliefs' } },
  'level.identity': { ...orange, icon: icons.five, label: { nl: 'identiteit', en: 'identity' } },
  'level.purpose': { ...violet, icon: icons.six, label: { nl: 'zingeving', en: 'purpose' } },
}

/** The kind of a note that was never given one. */
export const defaultKind: NoteKind = 'contribution'

function paper(colour: PaperColour, fill: string, stroke: string, ink: string, tint: string): Paper {
  return { colour, fill, stroke, ink, tint }
}
