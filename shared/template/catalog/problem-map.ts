/**
 * Probleem in beeld: everything about the problem on the table, sorted by what it is (fact,
 * experience, emotion, opinion), then one cause dug out and one sentence that all can live with.
 */
import type { Template, TemplateMark } from '../template.ts'

const quadrants = ['facts', 'experiences', 'emotions', 'opinions']

export const problemMap: Template = {
  key: 'problem-map',
  version: 1,
  name: { nl: 'Probleem in beeld', en: 'Problem mapping' },
  purpose: {
    nl: 'Alles over het probleem op tafel. Daarna kiezen we samen de kern.',
    en: 'Everything about the problem on the table. Then we find its core together.',
  },
  phases: [1],
  steps: [7],
  minutes: { full: 60, short: 40 },
  size: [24, 15.2],
  zones: [
    {
      key: 'problemDraft',
      title: { nl: 'Wat is er aan de hand?', en: 'What is going on?' },
      prompt: {
        nl: 'Vertel het probleem in gewone woorden. Geef een voorbeeld.',
        en: 'Tell the problem in plain words. Give an example.',
      },
      box: [0, 1.5, 8, 2.7],
      kind: 'contribution',
      form: 'notes',
      attribution: 'named',
    },
    {
      key: 'forWhom',
      title: { nl: 'Voor wie is het een probleem?', en: 'For whom is it a problem?' },
      prompt: { nl: 'Wie heeft er last van? Wie juist niet?', en: 'Who suffers from it? Who does not?' },
      box: [8.4, 1.5, 8, 2.7],
      kind: 'stakeholder',
      form: 'notes',
      attribution: 'named',
    },
    {
      key: 'problemStatement',
      title: { nl: 'Ons probleem in één zin', en: 'Our problem in one sentence' },
      prompt: {
        nl: 'Het probleem is …, voor …, omdat …',
        en: 'The problem is …, for …, because …',
      },
      box: [16.8, 1.5, 7.2, 2.7],
      kind: 'problemStatement',
      form: 'output',
      attribution: 'named',
    },
    {
      key: 'facts',
      title: { nl: 'Feiten', en: 'Facts' },
      prompt: {
        nl: 'Wat kun je tellen, zien of nazoeken?',
        en: 'What can you count, see or look up?',
      },
      box: [0, 4.6, 8, 5.1],
      kind: 'fact',
      form: 'notes',
      attribution: 'named',
    },
    {
      key: 'experiences',
      title: { nl: 'Ervaringen', en: 'Experiences' },
      prompt: { nl: 'Wat heb je zelf meegemaakt?', en: 'What have you lived through yourself?' },
      box: [8.4, 4.6, 8, 5.1],
      kind: 'experience',
      form: 'notes',
      attribution: 'sensitive',
    },
    {
      key: 'emotions',
      title: { nl: 'Gevoelens', en: 'Emotions' },
      prompt: { nl: 'Wat doet het met je?', en: 'What does it do to you?' },
      box: [0, 10.1, 8, 5.1],
      kind: 'emotion',
      form: 'notes',
      attribution: 'nameless',
    },
    {
      key: 'opinions',
      title: { nl: 'Meningen', en: 'Opinions' },
      prompt: {
        nl: 'Wat vind je ervan? Wat denk jij dat er speelt?',
        en: 'What do you think is behind it?',
      },
      box: [8.4, 10.1, 8, 5.1],
      kind: 'opinion',
      form: 'notes',
      attribution: 'nameless',
    },
    {
      key: 'whyChain',
      title: { nl: 'Waarom is dat zo?', en: 'Why is that so?' },
      prompt: {
        nl: 'Vraag steeds opnieuw: waarom? Stop als je niet verder komt.',
        en: 'Keep asking why. Stop when you get stuck.',
      },
      box: [16.8, 4.6, 7.2, 5.9],
      kind: 'cause',
      form: 'notes',
      attribution: 'named',
    },
    {
      key: 'scope',
      title: { nl: 'Wat pakken we aan?', en: 'What do we take on?' },
      prompt: {
        nl: 'Links: hier gaan we over. Rechts: dit laten we nu liggen.',
        en: 'Left: ours to work on. Right: not now.',
      },
      box: [16.8, 10.9, 4.8, 4.3],
      kind: 'contribution',
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
      box: [22, 10.9, 2, 4.3],
      kind: 'contribution',
      form: 'parking',
      attribution: 'named',
    },
  ],
  marks: [
    ...whySlots(),
    // From the title band down: the words of a half stay to be seen above the first row of notes.
    { key: 'scope-split', form: 'line', box: [19.19, 11.6, 0.02, 3.5] },
    {
      key: 'scope-in',
      form: 'slot',
      box: [16.9, 11.6, 2.2, 3.5],
      label: { nl: 'in', en: 'in' },
    },
    {
      key: 'scope-out',
      form: 'slot',
      box: [19.3, 11.6, 2.2, 3.5],
      label: { nl: 'niet nu', en: 'not now' },
    },
  ],
  script: [
    {
      minutes: 5,
      mode: 'present',
      zones: ['problemDraft'],
      onScreen: {
        nl: 'De inbrenger vertelt. Wij luisteren alleen.',
        en: 'The problem owner tells. We only listen.',
      },
      facilitator: {
        nl: 'De inbrenger vertelt. De schrijver vult ‘Wat is er aan de hand?’. De rest is nog dicht.',
        en: 'The problem owner tells. The scribe fills “What is going on?”. The rest stays closed.',
      },
    },
    {
      minutes: 10,
      mode: 'solo',
      zones: quadrants,
      onScreen: {
        nl: 'Schrijf feiten, ervaringen, gevoelens en meningen op. Eén per briefje.',
        en: 'Write down facts, experiences, emotions and opinions. One per note.',
      },
      facilitator: {
        nl: 'De vier vakken zijn open, briefjes blijven verborgen. Lees de vragen voor.',
        en: 'All four quadrants are open, notes stay hidden. Read the prompts aloud.',
      },
    },
    {
      minutes: 3,
      mode: 'reveal',
      zones: quadrants,
      onScreen: {
        nl: 'Alle briefjes komen nu in beeld. Lees eerst stil.',
        en: 'All notes now come into view. Read in silence first.',
      },
      facilitator: {
        nl: 'Briefjes zonder naam komen geschud in beeld, allemaal tegelijk.',
        en: 'Nameless notes appear shuffled, all at once.',
      },
    },
    {
      minutes: 12,
      mode: 'round',
      zones: quadrants,
      onScreen: {
        nl: 'Stel om de beurt één vraag over een briefje.',
        en: 'Take turns: ask one question about a note.',
      },
      facilitator: {
        nl: 'Alleen vragen. Geen oplossingen, geen tegenspraak. Antwoorden worden nieuwe briefjes.',
        en: 'Questions only. No solutions, no contradicting. Answers become new notes.',
      },
    },
    {
      minutes: 6,
      mode: 'open',
      zones: quadrants,
      onScreen: {
        nl: 'Ligt elk briefje goed? Is dit een feit of een mening?',
        en: 'Is every note in its place? Is this a fact or an opinion?',
      },
      facilitator: {
        nl: 'Alleen schuiven. De soort volgt het vak, de tekst blijft. Vraag het eerst bij gevoelens en ervaringen van een ander.',
        en: 'Only moving. Kind follows the zone, text stays. Ask first before moving someone’s emotion or experience.',
      },
    },
    {
      minutes: 4,
      mode: 'vote',
      zones: quadrants,
      onScreen: {
        nl: 'Welke briefjes raken de kern? Je hebt {n} stippen.',
        en: 'Which notes touch the core? You have {n} dots.',
      },
      facilitator: {
        nl: 'Geheime stippen. Gevoelens mogen stippen krijgen. Ze komen nooit op volgorde in het verslag.',
        en: 'Secret dots. Emotions may get dots but are never ranked in the record.',
      },
    },
    {
      minutes: 10,
      mode: 'open',
      zones: ['whyChain'],
      onScreen: {
        nl: 'Kies één briefje. Vraag samen door: waarom?',
        en: 'Choose one note. Keep asking together: why?',
      },
      facilitator: {
        nl: 'Vul ‘Waarom is dat zo?’. Noemt een antwoord een persoon? Vraag dan naar de situatie.',
        en: 'Fill “Why is that so?”. When an answer names a person, ask for the situation instead.',
      },
    },
    {
      minutes: 7,
      mode: 'open',
      zones: ['problemStatement', 'scope', 'parking'],
      onScreen: {
        nl: 'Maak samen één zin. Wat hoort erbij, wat niet?',
        en: 'Make one sentence together. What belongs to it, what does not?',
      },
      facilitator: {
        nl: 'Schrijf de probleemzin en vul ‘Wat pakken we aan?’.',
        en: 'Write the problem sentence and fill “What do we take on?”.',
      },
    },
    {
      minutes: 3,
      mode: 'decide',
      zones: ['problemStatement'],
      onScreen: { nl: 'Kun je hiermee verder, voor nu?', en: 'Can you go on with this, for now?' },
      facilitator: {
        nl: 'Vraag of iemand een zwaar bezwaar heeft. Zet daarna de probleemzin vast.',
        en: 'Ask for serious objections. Then lock the problem sentence.',
      },
    },
  ],
}

/**
 * Five numbered slots with a small arrow between them. The pitch is 1.04 u, so that five notes of
 * 1 u lie in them without touching.
 */
/** Each as high as a note, with a small arrow to the next at the side, where notes leave it to be seen. */
function whySlots(): TemplateMark[] {
  const pitch = 1.03
  const height = 1.02
  const rows = [0, 1, 2, 3, 4].map((row) => ({ y: 5.32 + row * pitch, label: String(row + 1) }))
  const slots = rows.map(({ y, label }): TemplateMark => ({
    key: `why-${label}`,
    form: 'slot',
    box: [17, y, 6.8, height],
    label: { nl: label, en: label },
  }))
  const arrows = rows.slice(0, -1).map(({ y, label }): TemplateMark => ({
    key: `why-${label}-arrow`,
    form: 'arrow',
    box: [17.5, y + 0.74, 0.2, 0.56],
  }))
  return [...slots, ...arrows]
}
