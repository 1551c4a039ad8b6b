/**
 * Piramide: one situation or habit looked at on six levels, from surroundings to purpose, to find
 * where it rubs and where something small would help. A way of looking: nobody is measured by it.
 */
import type { Template, TemplateMark } from '../template.ts'

const lower = ['environment', 'behaviour', 'capabilities']
const levels = [...lower, 'beliefs', 'identity', 'purpose']

export const batesonPyramid: Template = {
  key: 'bateson-pyramid',
  version: 1,
  name: { nl: 'Piramide: op welk niveau speelt het?', en: 'Bateson pyramid' },
  purpose: {
    nl: 'Bekijk één situatie op zes lagen. Dit is een hulpmiddel, geen test.',
    en: 'Look at one situation on six levels. This helps you look; it is not a test.',
  },
  phases: [1, 5],
  steps: [8, 12],
  minutes: { full: 50, short: 30 },
  size: [21, 18.3],
  // The sides of a level go on below it, so a level lies under all that comes after it.
  zones: [
    {
      key: 'purpose',
      title: { nl: 'Zingeving', en: 'Purpose' },
      prompt: {
        nl: 'Waar sta ik voor? Waar doen wij dit voor?',
        en: 'What do I stand for? What do we do this for?',
      },
      box: [4, 1.5, 7, 2.8],
      kind: 'level.purpose',
      form: 'level',
      attribution: 'nameless',
    },
    {
      key: 'identity',
      title: { nl: 'Identiteit', en: 'Identity' },
      prompt: { nl: 'Wie ben ik? Wie zijn wij in ons werk of leven?', en: 'Who am I? Who are we?' },
      box: [3.25, 4.3, 8.5, 2.8],
      kind: 'level.identity',
      form: 'level',
      attribution: 'nameless',
    },
    {
      key: 'beliefs',
      title: { nl: 'Overtuigingen', en: 'Beliefs' },
      prompt: {
        nl: 'Wat geloof ik? Wat vinden wij normaal?',
        en: 'What do I believe? What do we find normal?',
      },
      box: [2.5, 7.1, 10, 2.8],
      kind: 'level.beliefs',
      form: 'level',
      attribution: 'nameless',
    },
    {
      key: 'capabilities',
      title: { nl: 'Vaardigheden', en: 'Capabilities' },
      prompt: {
        nl: 'Wat kan ik? Wat kunnen wij, en wat nog niet?',
        en: 'What can I do? What can we do, what not yet?',
      },
      box: [1.75, 9.9, 11.5, 2.8],
      kind: 'level.capabilities',
      form: 'level',
      attribution: 'named',
    },
    {
      key: 'behaviour',
      title: { nl: 'Gedrag', en: 'Behaviour' },
      prompt: { nl: 'Wat doe ik? Wat zie je ons doen?', en: 'What do I do? What do you see us do?' },
      box: [1, 12.7, 13, 2.8],
      kind: 'level.behaviour',
      form: 'level',
      attribution: 'named',
    },
    {
      key: 'environment',
      title: { nl: 'Omgeving', en: 'Environment' },
      prompt: {
        nl: 'Waar ben ik? Met wie, waar en wanneer speelt het?',
        en: 'Where am I? With whom, where and when does it happen?',
      },
      box: [0.25, 15.5, 14.5, 2.8],
      kind: 'level.environment',
      form: 'level',
      attribution: 'named',
    },
    {
      key: 'focus',
      title: { nl: 'Waar kijken we naar?', en: 'What are we looking at?' },
      prompt: { nl: 'Kies één situatie of één gewoonte.', en: 'Choose one situation or one habit.' },
      box: [0, 1.5, 3.2, 4],
      kind: 'contribution',
      form: 'output',
      attribution: 'named',
    },
    {
      key: 'parking',
      title: { nl: 'Parkeerplek', en: 'Parking lot' },
      prompt: {
        nl: 'Belangrijk, maar niet voor nu? Leg het hier.',
        en: 'Important but not for now? Leave it here.',
      },
      box: [12, 1.5, 3, 4],
      kind: 'contribution',
      form: 'parking',
      attribution: 'named',
    },
    {
      key: 'tension',
      title: { nl: 'Waar wringt het?', en: 'Where does it rub?' },
      prompt: { nl: 'Welke twee lagen passen niet bij elkaar?', en: 'Which two levels do not fit?' },
      box: [15.4, 1.5, 5.6, 5],
      kind: 'contribution',
      form: 'notes',
      attribution: 'sensitive',
    },
    {
      key: 'lever',
      title: { nl: 'Waar zit de sleutel?', en: 'Where is the key?' },
      prompt: {
        nl: 'Wat zou hier het meest helpen? Begin klein.',
        en: 'What would help most here? Start small.',
      },
      box: [15.4, 6.9, 5.6, 5],
      kind: 'idea',
      form: 'notes',
      attribution: 'named',
    },
    {
      key: 'willCanMay',
      title: { nl: 'Willen, kunnen, gelegenheid', en: 'Will, can, opportunity' },
      prompt: {
        nl: 'Wil ik het? Kan ik het? Laat de omgeving het toe?',
        en: 'Do I want to, can I, do circumstances allow?',
      },
      box: [15.4, 12.3, 5.6, 6],
      kind: 'contribution',
      form: 'notes',
      attribution: 'sensitive',
    },
  ],
  marks: willCanMayColumns(),
  script: [
    {
      minutes: 5,
      mode: 'present',
      zones: ['focus'],
      onScreen: {
        nl: 'Elke laag stelt een andere vraag. Er is geen goede of foute laag.',
        en: 'Each level asks another question. There is no right or wrong level.',
      },
      facilitator: {
        nl: 'Kies samen waar jullie naar kijken. Zet het daarna vast.',
        en: 'Choose together what you look at. Then lock it.',
      },
    },
    {
      minutes: 12,
      mode: 'solo',
      zones: levels,
      onScreen: {
        nl: 'Schrijf bij elke laag één briefje. Begin onderaan.',
        en: 'Write one note at each level. Begin at the bottom.',
      },
      facilitator: {
        nl: 'Eerst de onderste drie lagen, zes minuten. Daarna de bovenste drie. Wat je bovenin schrijft, deel je alleen als je wilt.',
        en: 'First the three lower levels, six minutes. Then the three upper ones. At the top you share only what you want to.',
      },
    },
    {
      minutes: 3,
      mode: 'reveal',
      zones: levels,
      onScreen: {
        nl: 'Lees van onder naar boven. Stil.',
        en: 'Read from bottom to top. In silence.',
      },
      facilitator: {
        nl: 'Wat niet gedeeld is, blijft bij wie het schreef.',
        en: 'What is not shared stays with who wrote it.',
      },
    },
    {
      minutes: 10,
      mode: 'round',
      zones: levels,
      onScreen: { nl: 'Wat valt je op? Noem één laag.', en: 'What strikes you? Name one level.' },
      facilitator: {
        nl: 'Ieder noemt één ding. Niemand legt een ander uit.',
        en: 'Everyone names one thing. Nobody explains someone else.',
      },
    },
    {
      minutes: 8,
      mode: 'open',
      zones: [...levels, 'tension'],
      onScreen: { nl: 'Waar botsen twee lagen?', en: 'Where do two levels clash?' },
      facilitator: {
        nl: 'Teken pijlen tussen lagen. Vul ‘Waar wringt het?’.',
        en: 'Draw arrows between levels. Fill “Where does it rub?”.',
      },
    },
    {
      minutes: 7,
      mode: 'open',
      zones: ['willCanMay'],
      onScreen: {
        nl: 'Is het vooral willen, kunnen of gelegenheid?',
        en: 'Is it mostly will, can or opportunity?',
      },
      facilitator: {
        nl: 'Leg een kopie van een briefje in de juiste kolom.',
        en: 'Lay a copy of a note in the column that fits.',
      },
    },
    {
      minutes: 5,
      mode: 'open',
      zones: ['lever', 'parking'],
      onScreen: { nl: 'Wat is een kleine sleutel?', en: 'What is a small key?' },
      facilitator: {
        nl: 'Vul ‘Waar zit de sleutel?’. Zoek iets dat morgen al kan.',
        en: 'Fill “Where is the key?”. Look for something that can be done tomorrow.',
      },
    },
  ],
}

function willCanMayColumns(): TemplateMark[] {
  const words = [
    { nl: 'willen', en: 'will' },
    { nl: 'kunnen', en: 'can' },
    { nl: 'gelegenheid', en: 'opportunity' },
  ]
  return words.map((label, at) => ({
    key: `column-${at + 1}`,
    form: 'slot',
    box: [15.52 + at * 1.82, 13.05, 1.72, 5.13],
    label,
  }))
}
