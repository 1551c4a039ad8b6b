/**
 * Our own words on the canvas, in both languages. They lie here and not with those of the pages,
 * because they come with the canvas, which is loaded later.
 */
import type { Localised } from '../../../shared/language.ts'

export const canvasWords = {
  note: { nl: 'Briefje', en: 'Note' },
  leads: { nl: 'begeleider', en: 'facilitator' },
  nameless: { nl: 'zonder naam', en: 'without name' },
  phase: { nl: 'Fase', en: 'Phase' },
  step: { nl: 'Stap', en: 'Step' },
  tapForNote: { nl: 'Tik op de plek voor je briefje.', en: 'Tap the place for your note.' },
  clickForNote: {
    nl: 'Klik op de plek, of druk op Enter.',
    en: 'Click the place, or press Enter.',
  },
  cardEmpty: { nl: 'Tik hier en schrijf samen.', en: 'Tap here and write together.' },
  cardEmptyLooking: { nl: 'Hier staat nog niets.', en: 'There is nothing here yet.' },
  fault: { nl: 'Het bord is gestopt.', en: 'The board has stopped.' },
  faultKept: {
    nl: 'Wat opgeslagen is, blijft bewaard. Open de pagina opnieuw.',
    en: 'What was saved is kept. Open the page again.',
  },
  faultReload: { nl: 'Opnieuw openen', en: 'Open again' },
  emptyBoard: { nl: 'Dit bord is nog leeg.', en: 'This board is still empty.' },
  emptyLead: {
    nl: 'Kies een sjabloon. Of schrijf zelf een briefje.',
    en: 'Choose a template. Or write a note yourself.',
  },
  emptyTakePart: {
    nl: 'De begeleider legt zo iets klaar. Een briefje schrijven kan al.',
    en: 'The facilitator is about to lay something out. You can write a note already.',
  },
  emptyLook: {
    nl: 'Hier komt wat de groep schrijft. Je kijkt mee.',
    en: 'What the group writes comes here. You are looking on.',
  },
  emptyChoose: { nl: 'Sjabloon kiezen', en: 'Choose template' },
  noPlaceFor: { nl: 'Dit kan hier niet op het bord.', en: 'This can’t be put on the board here.' },
  picture: { nl: 'Foto', en: 'Picture' },
  pictureAsk: { nl: 'Wat zie je?', en: 'What do you see?' },
  pictureWhy: {
    nl: 'Zo weet ook wie het niet ziet wat erop staat.',
    en: 'So that those who can’t see it know too.',
  },
  pictureShows: { nl: 'Op deze foto:', en: 'In this picture:' },
  pictureUntold: { nl: 'Foto zonder beschrijving', en: 'Picture without description' },
  pictureGone: { nl: 'Deze foto is er niet meer.', en: 'This picture is no longer there.' },
  pictureNotNameless: {
    nl: 'In dit vak schrijf je zonder naam. Een foto draagt je naam. Leg hem ergens anders.',
    en: 'In this zone you write without a name. A picture bears yours. Lay it elsewhere.',
  },
  pictureMovedOut: {
    nl: 'In dat vak schrijf je zonder naam. Je foto ligt ernaast.',
    en: 'In that zone you write without a name. Your picture lies beside it.',
  },
  picturesTooMany: {
    nl: 'Dit zijn veel foto’s. Kies er hooguit twintig.',
    en: 'These are many pictures. Choose twenty at most.',
  },
  foreignLeftOut: {
    nl: 'Sommige dingen kunnen hier niet geplakt worden.',
    en: 'Some things can’t be pasted here.',
  },
  longPaste: {
    nl: 'Dit is veel tekst. De rest staat op het laatste briefje.',
    en: 'This is a lot of text. The rest is on the last note.',
  },
  tooMuchToPaste: {
    nl: 'Dit is te veel om te plakken. Plak het in delen.',
    en: 'This is too much to paste. Paste it in parts.',
  },
  tooLong: { nl: 'Dit is te lang voor het bord.', en: 'This is too long for the board.' },
  clusterBar: { nl: 'Groepje', en: 'Group' },
  clusterNameless: { nl: 'Nog geen naam', en: 'No name yet' },
  clusterGone: { nl: 'Dit groepje is er niet meer.', en: 'This group is no longer there.' },
  clusterMake: { nl: 'Maak een groepje', en: 'Make a group' },
  clusterJoin: { nl: 'Zet bij dit groepje', en: 'Put in this group' },
  clusterOut: { nl: 'Haal uit het groepje', en: 'Take out of the group' },
  clusterName: { nl: 'Naam geven', en: 'Name it' },
  clusterToMatrix: { nl: 'Zet bij nu, wauw, ooit', en: 'Put in now, wow, someday' },
  dropJoins: { nl: 'Laat los: dan hoort het bij dit groepje.', en: 'Let go: it joins this group.' },
  dropJoinsNamed: { nl: 'Laat los: dan hoort het bij ‘{name}’.', en: 'Let go: it joins “{name}”.' },
  dropPairs: { nl: 'Laat los: dan wordt het een groepje.', en: 'Let go: it becomes a group.' },
  dropLeaves: { nl: 'Laat los: dan ligt het weer los.', en: 'Let go: it lies loose again.' },
  clusterApart: { nl: 'Uit elkaar', en: 'Take apart' },
  kindChanged: { nl: 'Dit briefje is nu: {kind}.', en: 'This note is now: {kind}.' },
  kindsChanged: { nl: 'Deze briefjes zijn nu: {kind}.', en: 'These notes are now: {kind}.' },
  wholeBoard: { nl: 'Hele bord', en: 'Whole board' },
  zoomIn: { nl: 'Dichterbij', en: 'Nearer' },
  zoomOut: { nl: 'Verder weg', en: 'Farther away' },
  close: { nl: 'Sluiten', en: 'Close' },
  undo: { nl: 'Ongedaan maken', en: 'Undo' },
  namelessNoCopy: {
    nl: 'Briefjes zonder naam kun je niet kopiëren.',
    en: 'You can’t copy notes without a name.',
  },
  foreignStays: {
    nl: 'Alleen wie dit briefje schreef, haalt het weg.',
    en: 'Only who wrote this note can take it away.',
  },
  namelessStays: {
    nl: 'Is dit je eigen briefje zonder naam? Dubbelklik erop om het weg te halen.',
    en: 'Is this your own note without a name? Double-click it to take it away.',
  },
  namelessTitle: { nl: 'Briefje zonder naam', en: 'Note without name' },
  namelessPromise: {
    nl: 'Zonder naam. Je naam wordt niet bewaard, ook niet voor de begeleider. Let op: soms herkennen mensen je woorden.',
    en: 'Without name. Your name is not kept, not even for the facilitator. Mind: people sometimes recognise your words.',
  },
  namelessField: { nl: 'Wat wil je zeggen?', en: 'What do you want to say?' },
  namelessPlace: { nl: 'Op het bord', en: 'Put on the board' },
  namelessEach: { nl: 'Maak {n} briefjes', en: 'Make {n} notes' },
  namelessAsOne: { nl: 'Alles op één briefje', en: 'All on one note' },
  namelessSave: { nl: 'Bewaren', en: 'Save' },
  namelessWithdraw: { nl: 'Weghalen', en: 'Take away' },
  namelessCancel: { nl: 'Annuleren', en: 'Cancel' },
  namelessMine: {
    nl: 'Dit briefje is van jou. Aanpassen kan alleen op dit apparaat.',
    en: 'This note is yours. You can only change it on this device.',
  },
  namelessOffline: {
    nl: 'Je bent niet verbonden. Je tekst blijft staan. Probeer het zo nog eens.',
    en: 'You are not connected. Your text stays here. Try again in a moment.',
  },
  namelessKept: {
    nl: 'Dit schreef je eerder. Het ligt nog niet op het bord.',
    en: 'You wrote this before. It is not on the board yet.',
  },
  namelessBeginEmpty: { nl: 'Begin leeg', en: 'Start empty' },
  namelessEmpty: { nl: 'Schrijf eerst iets op.', en: 'Write something first.' },
  namelessTooLong: {
    nl: 'Dit is te lang voor één briefje. Maak er twee van.',
    en: 'This is too long for one note. Make it two.',
  },
  namelessPlaced: {
    nl: 'Geplaatst. Je kunt verder schrijven.',
    en: 'Placed. You can write on.',
  },
  placed: { nl: 'Geplaatst.', en: 'Placed.' },
  zoneFull: {
    nl: 'Dit vak is vol. Nieuwe briefjes liggen over andere heen.',
    en: 'This zone is full. New notes lie on top of others.',
  },
  soft: { nl: 'Kan dit op twee briefjes?', en: 'Can this be two notes?' },
} as const satisfies Readonly<Record<string, Localised>>

export type CanvasWord = keyof typeof canvasWords
