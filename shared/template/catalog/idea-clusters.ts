/**
 * Ideeën groeperen: every idea heard, patterns found without a scheme, groups given a name, and a
 * few of them chosen to try.
 */
import { axisMarks, cornerMarks, middleLines } from '../axes.ts'
import type { Template, TemplateZone } from '../template.ts'

const matrix: TemplateZone = {
  key: 'matrix',
  title: { nl: 'Nu, wauw, ooit', en: 'Now, wow, someday' },
  prompt: {
    nl: 'Kan het meteen? Is het nieuw voor ons?',
    en: 'Can we do it at once? Is it new for us?',
  },
  box: [18.4, 1.5, 5.6, 6.1],
  kind: 'cluster',
  form: 'matrix',
  attribution: 'nameless',
}

export const ideaClusters: Template = {
  key: 'idea-clusters',
  version: 1,
  name: { nl: 'Ideeën groeperen', en: 'Idea clustering' },
  purpose: {
    nl: 'Elk idee telt. Wat hoort bij elkaar, en wat proberen we?',
    en: 'Every idea counts. What belongs together, and what do we try?',
  },
  phases: [2, 3],
  steps: [10, 11],
  minutes: { full: 60, short: 35 },
  size: [24, 15],
  zones: [
    {
      key: 'question',
      title: { nl: 'Hoe kunnen we …?', en: 'How might we …?' },
      prompt: {
        nl: 'Maak van het probleem een open vraag.',
        en: 'Turn the problem into an open question.',
      },
      box: [0, 1.5, 18, 2.1],
      kind: 'question',
      form: 'output',
      attribution: 'named',
    },
    {
      key: 'ideas',
      title: { nl: 'Ideeën', en: 'Ideas' },
      prompt: {
        nl: 'Alles mag. Eén idee per briefje. Ook gekke ideeën.',
        en: 'Anything goes. One idea per note.',
      },
      box: [0, 4, 7.5, 6],
      kind: 'idea',
      form: 'notes',
      attribution: 'nameless',
    },
    {
      key: 'flipped',
      title: { nl: 'Omgedraaid', en: 'Turned around' },
      prompt: {
        nl: 'Wat als een aanname niet klopt? Welk idee krijg je dan?',
        en: 'What if an assumption is false? Which idea follows?',
      },
      box: [0, 10.4, 7.5, 4.6],
      kind: 'idea',
      form: 'notes',
      attribution: 'nameless',
    },
    {
      key: 'clusters',
      title: { nl: 'Groepjes', en: 'Clusters' },
      prompt: {
        nl: 'Leg bij elkaar wat bij elkaar hoort. Geef de naam pas later.',
        en: 'Put together what belongs together. Name it later.',
      },
      box: [7.9, 4, 10.1, 11],
      kind: 'idea',
      form: 'field',
      attribution: 'nameless',
    },
    matrix,
    {
      key: 'chosen',
      title: { nl: 'Dit gaan we proberen', en: 'We will try this' },
      prompt: {
        nl: 'Kies er hooguit drie. Wie wil trekken?',
        en: 'Choose three at most. Who will lead?',
      },
      box: [18.4, 8, 5.6, 4],
      kind: 'idea',
      form: 'output',
      attribution: 'named',
      cards: 3,
    },
    {
      key: 'later',
      title: { nl: 'Bewaren voor later', en: 'Keep for later' },
      prompt: { nl: 'Goed idee, nu niet.', en: 'Good idea, not now.' },
      box: [18.4, 12.4, 5.6, 2.6],
      kind: 'idea',
      form: 'parking',
      attribution: 'named',
    },
  ],
  marks: [
    ...middleLines(matrix),
    ...axisMarks(matrix, {
      across: {
        start: { nl: 'kennen we al', en: 'known to us' },
        end: { nl: 'nieuw voor ons', en: 'new for us' },
      },
      up: {
        start: { nl: 'kan nog niet', en: 'not possible yet' },
        end: { nl: 'kan meteen', en: 'possible at once' },
      },
    }),
    ...cornerMarks(matrix, {
      topLeft: { nl: 'Nu', en: 'Now' },
      topRight: { nl: 'Wauw', en: 'Wow' },
      bottomLeft: { nl: 'Laat maar', en: 'Never mind' },
      bottomRight: { nl: 'Ooit', en: 'Someday' },
    }),
  ],
  script: [
    {
      minutes: 4,
      mode: 'present',
      zones: ['question'],
      onScreen: {
        nl: 'Dit is onze vraag. Alle ideeën zijn welkom.',
        en: 'This is our question. All ideas are welcome.',
      },
      facilitator: {
        nl: 'Zet de vraag vast. Lees twee aannames voor die niet bleken te kloppen.',
        en: 'Lock the question. Read aloud two assumptions that turned out to be wrong.',
      },
    },
    {
      minutes: 9,
      mode: 'solo',
      zones: ['ideas', 'flipped'],
      onScreen: {
        nl: 'Schrijf zoveel ideeën als je wilt. Niet kiezen.',
        en: 'Write as many ideas as you like. Do not choose.',
      },
      facilitator: {
        nl: 'Briefjes blijven nog verborgen. Stilte helpt.',
        en: 'Notes stay hidden for now. Silence helps.',
      },
    },
    {
      minutes: 4,
      mode: 'reveal',
      zones: ['ideas', 'flipped'],
      onScreen: {
        nl: 'Lees alle ideeën. Schrijf erbij wat ze bij je oproepen.',
        en: 'Read all ideas. Add what they bring to mind.',
      },
      facilitator: {
        nl: 'Alle briefjes komen geschud in beeld. Erbij schrijven mag.',
        en: 'All notes appear shuffled. Adding is allowed.',
      },
    },
    {
      minutes: 10,
      mode: 'silentSort',
      zones: ['ideas', 'flipped', 'clusters'],
      onScreen: {
        nl: 'Schuif ideeën bij elkaar. Praat nog niet.',
        en: 'Move ideas together. Do not talk yet.',
      },
      facilitator: {
        nl: 'In stilte. Gaat een briefje twee keer heen en weer? Schrijf het dan nog een keer.',
        en: 'In silence. Does a note go back and forth twice? Then write it a second time.',
      },
    },
    {
      minutes: 8,
      mode: 'open',
      zones: ['clusters'],
      onScreen: {
        nl: 'Geef elk groepje een naam. Wat is de rode draad?',
        en: 'Give each cluster a name. What do they have in common?',
      },
      facilitator: {
        nl: 'Een naam heeft drie tot zes woorden. Geen losse woorden zoals ‘communicatie’.',
        en: 'A name is a short phrase of three to six words. No single words such as “communication”.',
      },
    },
    {
      minutes: 5,
      mode: 'vote',
      zones: ['clusters'],
      onScreen: {
        nl: 'Je hebt {n} stippen. Kies wat jij het liefst wilt proberen.',
        en: 'You have {n} dots. Choose what you would most like to try.',
      },
      facilitator: {
        nl: 'Geheime stippen, hooguit twee per groepje. De uitslag komt na het sluiten.',
        en: 'Secret dots, two at most on one cluster. The result comes after closing.',
      },
    },
    {
      minutes: 10,
      mode: 'open',
      zones: ['clusters', 'matrix'],
      onScreen: {
        nl: 'Waar staat dit groepje: nu, wauw of ooit?',
        en: 'Where does this cluster stand: now, wow or someday?',
      },
      facilitator: {
        nl: 'Leg alleen groepjes met veel stippen in het schema.',
        en: 'Lay only the clusters with the most dots in the matrix.',
      },
    },
    {
      minutes: 7,
      mode: 'open',
      zones: ['chosen', 'later'],
      onScreen: {
        nl: 'Maak het klein genoeg om te proberen. Wie trekt?',
        en: 'Make it small enough to try. Who leads?',
      },
      facilitator: {
        nl: 'Vul ‘Dit gaan we proberen’. Eén kaart per proef, met een naam erbij.',
        en: 'Fill “We will try this”. One card for each try-out, with a name.',
      },
    },
    {
      minutes: 3,
      mode: 'decide',
      zones: ['chosen'],
      onScreen: {
        nl: 'Is dit goed genoeg en veilig genoeg om te proberen?',
        en: 'Is this good enough and safe enough to try?',
      },
      facilitator: {
        nl: 'Vraag of iemand een zwaar bezwaar heeft. Stippen helpen kiezen, ze beslissen niet.',
        en: 'Ask for serious objections. Dots help to choose, they do not decide.',
      },
    },
  ],
}
