/**
 * Refusals and errors as `application/problem+json`. The `code` is for programs and for the pages
 * (which have their own words); `detail` is one sentence for whoever reads the answer itself.
 */
import type { Language } from '../../../shared/language.ts'
import { problemStatus, type Problem, type ProblemCode } from '../../../shared/wire/problem.ts'

/** Thrown in a route to leave it with a refusal; turned into the answer in one place. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: ProblemCode
  readonly field: string | undefined
  constructor(code: ProblemCode, field?: string) {
    super(code)
    this.code = code
    this.field = field
  }
}

type Sentence = readonly [nl: string, en: string]
const sentences: Readonly<Record<ProblemCode, Sentence>> = {
  'malformed-json': ['Dit is geen geldige JSON.', 'This is not valid JSON.'],
  invalid: ['Er klopt iets niet in de aanvraag.', 'Something in the request is not right.'],
  'empty-name': ['Vul een naam in.', 'Give a name.'],
  'name-too-long': [
    'Die naam is te lang. Hij mag 60 tekens zijn.',
    'That name is too long; 60 characters at most.',
  ],
  'empty-title': ['Vul een titel in.', 'Give a title.'],
  'title-too-long': [
    'Die titel is te lang. Hij mag 120 tekens zijn.',
    'That title is too long; 120 characters at most.',
  ],
  'empty-text': ['Schrijf eerst iets.', 'Write something first.'],
  'text-too-long': [
    'Die tekst is te lang. Maak er twee briefjes van.',
    'That text is too long; make it two notes.',
  ],
  'invalid-date': ['Die datum bestaat niet.', 'That date does not exist.'],
  'invalid-idempotency-key': [
    'De Idempotency-Key mag 1 tot 100 gewone tekens zijn.',
    'The Idempotency-Key may be 1 to 100 plain characters.',
  ],
  'no-identity': [
    'We kennen dit apparaat nog niet. Open de link waarmee je meedoet.',
    'We do not know this device yet. Open your link to join.',
  ],
  'not-a-member': [
    'Je doet hier niet mee. Vraag de begeleider om de link.',
    'You are not part of this. Ask the facilitator for the link.',
  ],
  removed: [
    'Je doet hier niet meer mee. Vraag de begeleider.',
    'You are no longer part of this. Ask the facilitator.',
  ],
  'not-allowed': ['Dat kan niet met jouw rol.', 'Your role does not allow this.'],
  'not-yours': ['Alleen wie het schreef kan dit doen.', 'Only who wrote it can do this.'],
  'wrong-note-key': [
    'Dit kan alleen op het apparaat waarop het briefje geschreven is.',
    'This is possible only on the device on which the note was written.',
  ],
  'foreign-origin': [
    'Deze aanvraag komt niet van onze eigen pagina.',
    'This request does not come from a page of ours.',
  ],
  'unknown-key': [
    'Deze link werkt niet (meer). Vraag de begeleider om een nieuwe.',
    'This link does not work (any more). Ask the facilitator for a new one.',
  ],
  'unknown-template': ['Dat sjabloon kennen we niet.', 'We do not know that template.'],
  'unknown-zone': ['Dat vak ligt niet op dit bord.', 'That zone is not on this board.'],
  'unknown-note': ['Dat briefje is er niet (meer).', 'That note is not there (any more).'],
  'unknown-instance': [
    'Dat sjabloon ligt niet (meer) op dit bord.',
    'That template is not on this board (any more).',
  ],
  'unknown-board': ['Dat bord hoort niet bij deze sessie.', 'That board is not part of this session.'],
  'not-found': ['Dit bestaat niet (meer).', 'This does not exist (any more).'],
  'key-reused': [
    'Deze Idempotency-Key hoorde bij een andere aanvraag.',
    'This Idempotency-Key belonged to another request.',
  ],
  'other-person': [
    'Op dit apparaat doet al iemand anders mee.',
    'Someone else already takes part on this device.',
  ],
  'last-facilitator': ['Er moet een begeleider blijven.', 'A facilitator has to stay.'],
  locked: [
    'Dit bord is afgerond en kan niet meer veranderen.',
    'This board is closed and cannot change any more.',
  ],
  'already-started': ['Deze sessie is al begonnen.', 'This session has already started.'],
  'not-started': ['Deze sessie is nog niet begonnen.', 'This session has not started yet.'],
  'session-ended': ['Deze sessie is al afgerond.', 'This session has already ended.'],
  'not-ended': ['Deze sessie is nog niet afgerond.', 'This session has not ended yet.'],
  'nameless-zone': ['In dit vak schrijf je zonder naam.', 'In this zone you write without a name.'],
  'ambiguous-zone': [
    'Dit vak ligt er vaker. Noem ook het sjabloon: "<instanceId>/<zone>".',
    'There are several such zones. Name the template too: "<instanceId>/<zone>".',
  ],
  'pictures-full': [
    'Er zijn hier genoeg foto’s. Haal er eerst een weg.',
    'There are enough pictures here. Take one away first.',
  ],
  'picture-unknown': [
    'Dit soort foto kan hier niet. Kies een JPEG, PNG, WebP of GIF.',
    'This kind of picture is not possible here. Choose a JPEG, PNG, WebP or GIF.',
  ],
  'picture-broken': [
    'Deze foto is niet heel. Kies een andere.',
    'This picture is not whole. Choose another.',
  ],
  'picture-moves': [
    'Deze foto beweegt. Kies er een die stilstaat.',
    'This picture moves. Choose one that is still.',
  ],
  'picture-too-large': [
    'Deze foto is te groot. Maak hem kleiner.',
    'This picture is too large. Make it smaller.',
  ],
  'too-large': ['Dit is te groot.', 'This is too large.'],
  'too-many': ['Dat gaat te snel. Wacht even.', 'That is too fast. Wait a moment.'],
  'too-many-examples': [
    'Er zijn nu te veel voorbeelden. Probeer het morgen nog eens.',
    'There are too many examples now. Try again tomorrow.',
  ],
  internal: [
    'Er ging iets mis bij ons. Probeer het nog eens.',
    'Something went wrong on our side. Try again.',
  ],
  'store-unavailable': [
    'We kunnen nu niets opslaan. Er is niets veranderd. Probeer het zo nog eens.',
    'We cannot store anything now. Nothing has changed. Try again in a moment.',
  ],
}

const titles: Readonly<Record<number, Sentence>> = {
  400: ['Klopt niet', 'Bad request'],
  401: ['Wie ben je?', 'Who are you?'],
  403: ['Mag niet', 'Not allowed'],
  404: ['Niet gevonden', 'Not found'],
  409: ['Kan nu niet', 'Conflict'],
  413: ['Te groot', 'Too large'],
  415: ['Dat kan hier niet', 'Unsupported'],
  422: ['Klopt niet', 'Not right'],
  429: ['Te snel', 'Too many requests'],
  500: ['Fout', 'Error'],
  503: ['Even niet beschikbaar', 'Not available'],
}

export function problemOf(code: ProblemCode, language: Language, field?: string): Problem {
  const status = problemStatus[code]
  const said = (sentence: Sentence | undefined) => sentence?.[language === 'nl' ? 0 : 1] ?? code
  return {
    title: said(titles[status]),
    status,
    detail: said(sentences[code]),
    code,
    ...(field === undefined ? {} : { field }),
  }
}

export function problemAnswer(code: ProblemCode, language: Language, field?: string): Response {
  const problem = problemOf(code, language, field)
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Cache-Control': 'no-store',
      // What was too large is not read to its end, so nothing can follow on this line.
      ...(code === 'too-large' && { Connection: 'close' }),
    },
  })
}

/** Dutch unless the first language asked for is English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  return /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'nl'
}
