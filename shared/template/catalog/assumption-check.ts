/**
 * Klopt dat wel?: what everyone takes for granted comes on the table, is turned around, and lies
 * where it says how much it matters and how sure we are. Then the group decides how to find out.
 */
import { axisMarks, cornerMarks, topLeftTint } from '../axes.ts'
import type { Template, TemplateMark, TemplateZone } from '../template.ts'

const plot: TemplateZone = {
  key: 'plot',
  title: { nl: 'Hoe belangrijk? Hoe zeker?', en: 'How important? How sure?' },
  prompt: {
    nl: 'Hoe hoger, hoe belangrijker. Hoe verder naar rechts, hoe zekerder.',
    en: 'Higher is more important, further right is more certain.',
  },
  box: [6.4, 1.5, 9.6, 8.9],
  kind: 'assumption',
  form: 'plot',
  attribution: 'nameless',
}

export const assumptionCheck: Template = {
  key: 'assumption-check',
  version: 1,
  name: { nl: 'Klopt dat wel?', en: 'Assumption challenging' },
  purpose: {
    nl: 'Wat nemen we zomaar aan? En hoe zoeken we dat uit?',
    en: 'What do we take for granted? And how do we find out?',
  },
  phases: [1, 2],
  steps: [8, 10],
  minutes: { full: 60, short: 35 },
  size: [24, 13.8],
  zones: [
    {
      key: 'inbox',
      title: { nl: 'Wat geloven we?', en: 'What do we believe?' },
      prompt: {
        nl: 'Maak de zin af: "Wij denken dat …"',
        en: 'Finish the sentence: "We think that …"',
      },
      box: [0, 1.5, 6, 6],
      kind: 'assumption',
      form: 'notes',
      attribution: 'nameless',
    },
    {
      key: 'turned',
      title: { nl: 'Draai het om', en: 'Turn it around' },
      prompt: {
        nl: 'Stel dat het omgekeerde waar is. Wat zou er dan kunnen?',
        en: 'Suppose the opposite is true. What would become possible?',
      },
      box: [0, 7.9, 6, 5.9],
      kind: 'reversal',
      form: 'notes',
      attribution: 'nameless',
    },
    plot,
    {
      key: 'ladder',
      title: { nl: 'Van zien naar denken', en: 'From seeing to thinking' },
      prompt: {
        nl: 'Wat zagen we? Wat kozen we daaruit? Wat maakten we ervan?',
        en: 'What did we see, what did we pick, what did we make of it?',
      },
      box: [6.4, 10.8, 9.6, 3],
      kind: 'cause',
      form: 'notes',
      attribution: 'nameless',
    },
    {
      key: 'untested',
      title: { nl: 'Nog niet getest', en: 'Not tested yet' },
      prompt: { nl: 'Hoe komen we erachter?', en: 'How can we find out?' },
      box: [16.4, 1.5, 2.4, 6.5],
      kind: 'assumption',
      form: 'notes',
      attribution: 'named',
    },
    {
      key: 'confirmed',
      title: { nl: 'Klopt', en: 'Confirmed' },
      prompt: { nl: 'Waaruit blijkt dat?', en: 'What shows it?' },
      box: [19, 1.5, 2.4, 6.5],
      kind: 'assumption',
      form: 'notes',
      attribution: 'named',
    },
    {
      key: 'refuted',
      title: { nl: 'Klopt niet', en: 'Refuted' },
      prompt: { nl: 'Wat zien we in plaats daarvan?', en: 'What do we see instead?' },
      box: [21.6, 1.5, 2.4, 6.5],
      kind: 'assumption',
      form: 'notes',
      attribution: 'named',
    },
    {
      key: 'questions',
      title: { nl: 'Nieuwe vragen', en: 'New questions' },
      prompt: { nl: 'Welke vraag komt hieruit?', en: 'Which question follows?' },
      box: [16.4, 8.4, 5.2, 5.4],
      kind: 'question',
      form: 'notes',
      attribution: 'named',
    },
    {
      key: 'parking',
      title: { nl: 'Parkeerplek', en: 'Parking lot' },
      prompt: {
        nl: 'Belangrijk, maar niet voor nu? Leg het hier.',
        en: 'Important but not for now? Leave it here.',
      },
      box: [21.9, 8.4, 2.1, 5.4],
      kind: 'contribution',
      form: 'parking',
      attribution: 'named',
    },
  ],
  marks: [
    topLeftTint(plot),
    ...axisMarks(plot, {
      across: {
        start: { nl: 'we gokken', en: 'we guess' },
        end: { nl: 'we weten het zeker', en: 'we know for sure' },
      },
      up: {
        start: { nl: 'maakt weinig uit', en: 'matters little' },
        end: { nl: 'maakt veel uit', en: 'matters a lot' },
      },
    }),
    ...cornerMarks(plot, {
      topLeft: { nl: 'Eerst uitzoeken', en: 'Find out first' },
      topRight: { nl: 'Hierop bouwen we', en: 'We build on this' },
      bottomLeft: { nl: 'Laat los', en: 'Let go' },
      bottomRight: { nl: 'Weten we al', en: 'We know already' },
    }),
    ...ladderBoxes(),
  ],
  script: [
    {
      minutes: 5,
      mode: 'present',
      zones: ['inbox'],
      onScreen: {
        nl: 'Een aanname geloven we. Maar we keken het nooit na.',
        en: 'An assumption is something we believe. But we never checked it.',
      },
      facilitator: {
        nl: 'Geef één licht voorbeeld uit het dagelijks leven. Neem geen voorbeeld uit de groep. Meningen van eerder liggen al klaar.',
        en: 'Give one light example from daily life, not from this group. Opinions from before lie ready.',
      },
    },
    {
      minutes: 8,
      mode: 'solo',
      zones: ['inbox'],
      onScreen: {
        nl: 'Schrijf op wat wij als groep geloven. Begin met: wij denken dat …',
        en: 'Write down what we believe as a group. Begin with: we think that …',
      },
      facilitator: {
        nl: 'Iedereen schrijft zonder naam. Alleen ‘Wat geloven we?’ is open.',
        en: 'Everyone writes without a name. Only “What do we believe?” is open.',
      },
    },
    {
      minutes: 4,
      mode: 'reveal',
      zones: ['inbox'],
      onScreen: {
        nl: 'Lees stil. Leg gelijke zinnen op elkaar.',
        en: 'Read in silence. Lay equal sentences on each other.',
      },
      facilitator: {
        nl: 'Leg dubbele zinnen bij elkaar. Gooi er geen weg: hoe vaak telt ook.',
        en: 'Put double sentences together. Throw none away: how often counts too.',
      },
    },
    {
      minutes: 8,
      mode: 'solo',
      zones: ['turned'],
      onScreen: {
        nl: 'Kies twee zinnen. Schrijf het omgekeerde op.',
        en: 'Choose two sentences. Write down the opposite.',
      },
      facilitator: {
        nl: 'Vraag: stel dat het omgekeerde waar is. Verandert er dan iets? Zo niet, dan hoort de zin linksonder.',
        en: 'Ask: if the opposite is true, does anything change? If not, the sentence belongs at the bottom left.',
      },
    },
    {
      minutes: 10,
      mode: 'silentSort',
      zones: ['inbox', 'plot'],
      onScreen: {
        nl: 'Zet de zinnen samen in het vlak. Praat nog niet.',
        en: 'Place the sentences in the field together. Do not talk yet.',
      },
      facilitator: {
        nl: 'Iedereen mag elk briefje verschuiven, in stilte. Neem daarna twee minuten voor opmerkingen.',
        en: 'Anyone may move any note, in silence. Then take two minutes for remarks.',
      },
    },
    {
      minutes: 8,
      mode: 'open',
      zones: ['plot'],
      onScreen: {
        nl: 'Waar wil jij een briefje anders leggen? Vertel waarom.',
        en: 'Where would you lay a note differently? Tell why.',
      },
      facilitator: {
        nl: 'Oneens zijn is ook informatie. Schrijf erbij: we zijn het niet eens.',
        en: 'Disagreeing tells us something too. Write beside it: we do not agree.',
      },
    },
    {
      minutes: 7,
      mode: 'open',
      zones: ['plot', 'ladder'],
      onScreen: {
        nl: 'Neem één zin linksboven. Wat hebben we echt gezien?',
        en: 'Take one sentence at the top left. What did we really see?',
      },
      facilitator: {
        nl: 'Loop de vier vakjes langs, van links naar rechts. Neem steeds één aanname.',
        en: 'Walk through the four boxes, from left to right. Take one assumption at a time.',
      },
    },
    {
      minutes: 7,
      mode: 'open',
      zones: ['plot', 'untested', 'confirmed', 'refuted', 'questions', 'parking'],
      onScreen: {
        nl: 'Hoe komen we erachter? Wie kijkt dat na?',
        en: 'How do we find out? Who will check?',
      },
      facilitator: {
        nl: 'Leg elke zin bij wat we nu weten. Schrijf erbij wie het uitzoekt. Wat iemand meemaakte of voelt, test je niet.',
        en: 'Lay each sentence with what we know now. Write who will find out. What someone lived through or feels is never tested.',
      },
    },
    {
      minutes: 3,
      mode: 'decide',
      zones: ['plot'],
      onScreen: {
        nl: 'Zijn dit de aannames die we eerst gaan uitzoeken?',
        en: 'Are these the assumptions that we find out about first?',
      },
      facilitator: {
        nl: 'Vraag of iemand een zwaar bezwaar heeft. Zet daarna het vlak vast.',
        en: 'Ask for serious objections. Then lock the field.',
      },
    },
  ],
}

/** From left to right: what was seen, what of it was chosen, what it was taken for, what was concluded. */
function ladderBoxes(): TemplateMark[] {
  const [width, gap] = [2.1, 0.32]
  const words = [
    { nl: 'gezien', en: 'seen' },
    { nl: 'gekozen', en: 'picked' },
    { nl: 'betekenis', en: 'meaning' },
    { nl: 'conclusie', en: 'conclusion' },
  ]
  return words.flatMap((label, at): TemplateMark[] => {
    const x = 6.52 + at * (width + gap)
    const step = String(at + 1)
    const box: TemplateMark = { key: `ladder-${step}`, form: 'slot', box: [x, 11.55, width, 2.13], label }
    if (at === words.length - 1) return [box]
    const arrow: TemplateMark = {
      key: `ladder-${step}-arrow`,
      form: 'arrow',
      box: [x + width + 0.04, 12.5, gap - 0.08, 0.2],
    }
    return [box, arrow]
  })
}
