/** *Rust aan tafel*: a first session in a made-up care home. People, places and events are invented. */
import type { Demo, DemoInstance } from './demo.ts'

const problemMap: DemoInstance = {
  template: 'problem-map',
  cards: {
    problemStatement: {
      nl: 'Alles gebeurt tegelijk rond het avondeten, voor bewoners en collega’s, omdat niemand op het geheel let.',
      en: 'Everything happens at once around dinner, for residents and staff, because nobody watches the whole.',
    },
  },
  notes: [
    {
      zone: 'problemDraft',
      by: 'fatma',
      text: {
        nl: 'Tussen vijf en zes uur is het elke dag chaos in de huiskamer.',
        en: 'Between five and six it is chaos in the living room every day.',
      },
    },
    {
      zone: 'forWhom',
      by: 'toos',
      text: { nl: 'Bewoners die schrikken van lawaai.', en: 'Residents who are startled by noise.' },
    },
    {
      zone: 'forWhom',
      by: 'gerrit',
      text: { nl: 'De collega die alleen op de groep staat.', en: 'The colleague who runs the group alone.' },
    },
    {
      zone: 'facts',
      by: 'ruben',
      text: { nl: '18 bewoners eten tegelijk in één kamer.', en: '18 residents eat at once in one room.' },
    },
    {
      zone: 'facts',
      by: 'fatma',
      text: {
        nl: 'De medicijnronde valt midden in het eten.',
        en: 'The medicine round falls in the middle of dinner.',
      },
    },
    {
      zone: 'facts',
      by: 'gerrit',
      text: {
        nl: 'Zeven bewoners eten hun bord niet leeg.',
        en: 'Seven residents do not finish their plate.',
      },
    },
    {
      zone: 'experiences',
      by: null,
      text: {
        nl: 'Ik moet kiezen: medicijnen geven of iemand helpen met eten.',
        en: 'I have to choose: hand out medicine or help someone eat.',
      },
    },
    {
      zone: 'experiences',
      by: 'wil',
      text: {
        nl: 'Mijn moeder loopt weg als de karren rammelen.',
        en: 'My mother walks off when the trolleys rattle.',
      },
    },
    {
      zone: 'experiences',
      by: null,
      text: {
        nl: 'Als ik vroeg kom, help ik drie mensen. Dan is het rustiger.',
        en: 'When I come early I help three people. Then it is calmer.',
      },
    },
    {
      zone: 'emotions',
      by: null,
      text: { nl: 'Ik ga vaak met een rotgevoel naar huis.', en: 'I often go home feeling bad.' },
    },
    {
      zone: 'emotions',
      by: null,
      text: {
        nl: 'Ik durf niets te vragen als ze zo druk zijn.',
        en: 'I dare not ask anything when they are so busy.',
      },
    },
    {
      zone: 'opinions',
      by: null,
      text: { nl: 'Er moet gewoon iemand bij.', en: 'We simply need one more person.' },
    },
    {
      zone: 'opinions',
      by: null,
      text: {
        nl: 'Familie loopt in de weg tijdens het eten.',
        en: 'Family is in the way during dinner.',
      },
    },
    {
      zone: 'opinions',
      by: null,
      text: {
        nl: 'Samen tegelijk eten hoort bij gezelligheid.',
        en: 'Eating together at one time is what makes it homely.',
      },
    },
    {
      zone: 'whyChain',
      by: 'fatma',
      at: { slot: 1 },
      text: {
        nl: 'Het is druk omdat alles tegelijk gebeurt.',
        en: 'It is busy because everything happens at once.',
      },
    },
    {
      zone: 'whyChain',
      by: 'gerrit',
      at: { slot: 2 },
      text: {
        nl: 'Keuken, zorg en medicijnen kiezen hetzelfde uur.',
        en: 'Kitchen, care and medicine choose the same hour.',
      },
    },
    {
      zone: 'whyChain',
      by: 'ruben',
      at: { slot: 3 },
      text: { nl: 'Niemand kijkt naar het hele etensuur.', en: 'Nobody looks at the whole dinner hour.' },
    },
    {
      zone: 'scope',
      by: 'ruben',
      at: { slot: 1 },
      text: { nl: 'In: het uur van vijf tot zes.', en: 'In: the hour from five to six.' },
    },
    {
      zone: 'scope',
      by: 'margreet',
      at: { slot: 2 },
      text: { nl: 'Niet nu: het budget voor extra mensen.', en: 'Not now: the budget for extra people.' },
    },
    {
      zone: 'parking',
      by: 'wil',
      text: { nl: 'De tuindeur klemt al weken.', en: 'The garden door has been stuck for weeks.' },
    },
  ],
}

const assumptionCheck: DemoInstance = {
  template: 'assumption-check',
  cards: {},
  notes: [
    {
      zone: 'plot',
      by: null,
      key: 'medicine',
      at: { plot: { x: 0.2, y: 0.9 } },
      text: {
        nl: 'Wij denken dat medicijnen precies om vijf uur moeten.',
        en: 'We think that medicine must be given at five sharp.',
      },
    },
    {
      zone: 'refuted',
      by: null,
      key: 'family',
      text: {
        nl: 'Wij denken dat familie in de weg loopt.',
        en: 'We think that family is in the way.',
      },
    },
    {
      zone: 'plot',
      by: null,
      at: { plot: { x: 0.6, y: 0.6 } },
      text: {
        nl: 'Wij denken dat tegelijk eten gezelliger is.',
        en: 'We think that eating at one time is more homely.',
      },
    },
    {
      zone: 'plot',
      by: null,
      at: { plot: { x: 0.45, y: 0.8 } },
      text: {
        nl: 'Wij denken dat één extra collega rust geeft.',
        en: 'We think that one more colleague brings calm.',
      },
    },
    {
      zone: 'confirmed',
      by: null,
      text: {
        nl: 'Wij denken dat bewoners van lawaai schrikken.',
        en: 'We think that noise startles residents.',
      },
    },
    {
      zone: 'turned',
      by: null,
      leadsTo: 'medicine',
      text: {
        nl: 'Medicijnen mogen ook eerder of later.',
        en: 'Medicine may also be given earlier or later.',
      },
    },
    {
      zone: 'turned',
      by: null,
      leadsTo: 'family',
      text: { nl: 'Familie maakt het juist rustiger.', en: 'Family makes it calmer instead.' },
    },
    {
      zone: 'questions',
      by: 'fatma',
      text: {
        nl: 'Welke medicijnen moeten echt om vijf uur?',
        en: 'Which medicine really has to be given at five?',
      },
    },
    {
      zone: 'questions',
      by: 'wil',
      text: {
        nl: 'Hoe kan familie helpen zonder dat het moet?',
        en: 'How can family help without having to?',
      },
    },
  ],
}

const pyramid: DemoInstance = {
  template: 'bateson-pyramid',
  cards: {
    focus: { nl: 'Wat doen wij tussen vijf en zes uur?', en: 'What do we do between five and six?' },
  },
  notes: [
    {
      zone: 'environment',
      by: 'gerrit',
      text: {
        nl: 'Kleine kamer, harde vloer, rammelende karren.',
        en: 'Small room, hard floor, rattling trolleys.',
      },
    },
    {
      zone: 'behaviour',
      by: 'fatma',
      text: { nl: 'We rennen van bel naar tafel.', en: 'We run from bell to table.' },
    },
    {
      zone: 'capabilities',
      by: 'ruben',
      text: {
        nl: 'We kunnen plannen, maar doen dat niet met de keuken.',
        en: 'We know how to plan, but do not do it with the kitchen.',
      },
    },
    {
      zone: 'beliefs',
      by: null,
      text: {
        nl: 'Als ik rustig zit, lijkt het of ik niets doe.',
        en: 'When I sit quietly it looks as if I do nothing.',
      },
    },
    {
      zone: 'purpose',
      by: null,
      text: {
        nl: 'Een bewoner hoort zich thuis te voelen aan tafel.',
        en: 'A resident should feel at home at the table.',
      },
    },
    {
      zone: 'lever',
      by: 'toos',
      text: {
        nl: 'Als rustig zitten ook werken is, komt er rust.',
        en: 'When sitting quietly is work too, there will be calm.',
      },
    },
  ],
}

export const calmAtTheTable: Demo = {
  title: { nl: 'Rust aan tafel', en: 'Calm at the table' },
  session: {
    title: {
      nl: 'Leersessie 1: wat gebeurt er tussen vijf en zes?',
      en: 'Session 1: what happens between five and six?',
    },
    kind: 'mixed',
    basis: 'theme',
    phase: 1,
  },
  facilitator: { key: 'noor', name: 'Noor', perspective: null },
  others: [
    { key: 'fatma', name: 'Fatma', perspective: 'professional' },
    { key: 'gerrit', name: 'Gerrit', perspective: 'professional' },
    { key: 'wil', name: 'Wil', perspective: 'relative' },
    { key: 'toos', name: 'Toos', perspective: 'resident' },
    { key: 'ruben', name: 'Ruben', perspective: 'manager' },
    { key: 'margreet', name: 'Margreet', perspective: 'director' },
  ],
  boards: [
    {
      title: { nl: 'Van probleem naar sleutel', en: 'From problem to key' },
      instances: [problemMap, assumptionCheck, pyramid],
    },
    {
      title: { nl: 'Ideeën groeperen', en: 'Idea clustering' },
      instances: [{ template: 'idea-clusters', notes: [], cards: {} }],
    },
  ],
}
