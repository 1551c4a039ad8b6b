/** Joins an editor to the board around it: rights, undo, notes, presence, camera. One place, one order. */
import { DefaultFontStyle, DefaultSizeStyle, react, type Editor, type TLShapeId } from 'tldraw'
import type { Awareness } from 'y-protocols/awareness'
import { kindLooks } from '../../../shared/board/kinds.ts'
import type { Language } from '../../../shared/language.ts'
import { leads } from '../../../shared/session/role.ts'
import type { SessionKind } from '../../../shared/session/session.ts'
import type { CanvasBinding } from '../binding/canvas-binding.ts'
import { seatNamelessDesk, type NamelessDesk } from '../notes/nameless-desk.ts'
import { hearKindChanges, settleMembersOfGroups, takeKindsBack, type KindChange } from '../notes/settle.ts'
import { landDroppedNotes } from '../notes/drop.ts'
import { takePastedPictures } from '../notes/pasted-picture.ts'
import { seatNoteDesk } from '../notes/note-desk.ts'
import { writeAt } from '../notes/write-note.ts'
import { showPlacedNotes } from '../notes/placed-notes.ts'
import { connectClusters } from '../clusters/connect-clusters.ts'
import { laySentPictures } from '../pictures/lay-pictures.ts'
import { seatPictureDesk, type PictureDesk } from '../pictures/take-pictures.ts'
import { canvasWords, type CanvasWord } from '../words/canvas-words.ts'
import { zonesOn } from './board-on.ts'
import { openBoard, showLaid } from './camera.ts'
import { copyPeoplesShapesOnly, takeContent } from './content.ts'
import { keepOpenTextLive } from './live-text.ts'
import { closeOpenText } from './open-text.ts'
import { countWithinClusters } from './reading-order.ts'
import { sayWhatStays } from './what-stays.ts'
import { takeWhatIsUnder } from './under-pointer.ts'
import { hidesPoint, hidesView } from '../presence/hidden-place.ts'
import { sharePresence, type PresencePorts } from '../presence/share-presence.ts'
import { isTemplatePart, keepRights, type CanvasRights } from './rights.ts'
import { connectUndo, OwnUndo } from './undo.ts'
import { keepView, readView, type ViewMemory } from './view-memory.ts'

/** A short message to the person, with at most one thing to do about it. */
export interface Told {
  readonly word: CanvasWord
  /** Stands for `{kind}` in the words. */
  readonly fill?: string
  readonly action?: { readonly word: CanvasWord; readonly run: () => void }
}

export interface ConnectPorts {
  readonly rights: CanvasRights
  readonly desk: NamelessDesk
  readonly pictures: PictureDesk
  readonly view: ViewMemory
  readonly presence: Omit<PresencePorts, 'isHidden' | 'isViewHidden' | 'called'>
  sessionKind(): SessionKind | null
  language(): Language
  boardLanguage(): Language
  tell(told: Told): void
}

/** Returns the way back. */
export function connect(
  editor: Editor,
  binding: CanvasBinding,
  awareness: Awareness,
  ports: ConnectPorts,
): () => void {
  const { rights } = ports
  const undo = new OwnUndo(binding)
  connectUndo(editor, undo)
  copyPeoplesShapesOnly(editor, (word) => ports.tell({ word }))
  eraseOwnOnly(editor, rights)
  sayWhatStays(editor, (word) => ports.tell({ word }))
  connectClusters(editor)
  takeContent(editor, (word) => ports.tell({ word }))
  keepWordsOnOpening(editor)
  countWithinClusters(editor)
  takeWhatIsUnder(editor)
  writeOnDoubleClick(editor)
  seatNamelessDesk(editor, ports.desk)
  seatNoteDesk(editor, {
    sessionKind: () => ports.sessionKind(),
    writeNameless: (zone, text) =>
      ports.desk.open.set({ type: 'new', zone: zone.zone, title: zone.title[ports.boardLanguage()], text }),
    tell: (word) => ports.tell({ word }),
  })
  seatPictureDesk(editor, ports.pictures)
  settleMembersOfGroups(editor)
  landDroppedNotes(editor)
  hearKindChanges(editor, together(tellKinds(editor, ports)))
  editor.setStyleForNextShapes(DefaultFontStyle, 'sans')
  editor.setStyleForNextShapes(DefaultSizeStyle, 'm')
  binding.layOutAll()
  openBoard(editor, readView(ports.view))

  const stops = [
    keepRights(editor, rights),
    keepOpenTextLive(editor),
    keepView(editor, ports.view),
    react('read-only', () => {
      const isReadonly = !rights.mayWrite()
      if (isReadonly) closeOpenText(editor)
      if (editor.getInstanceState().isReadonly !== isReadonly) editor.updateInstanceState({ isReadonly })
    }),
    sharePresence(editor, awareness, {
      ...ports.presence,
      called: (name, role) => (leads(role) ? `${name} · ${canvasWords.leads[ports.language()]}` : name),
      isHidden: (point) =>
        ports.desk.open.get() !== null || hidesPoint(zonesOn(editor), ports.sessionKind(), point),
      isViewHidden: (view) => hidesView(zonesOn(editor), ports.sessionKind(), view),
    }),
    // Who follows someone goes where they go, not where the template lies.
    binding.onMerge((added) => {
      if (ports.presence.company.state().followed === null) showLaid(editor, added)
    }),
    binding.onRefused(() => ports.tell({ word: 'tooLong' })),
    showPlacedNotes(editor, ports),
    takePastedPictures(editor),
    laySentPictures(editor, () => ports.sessionKind()),
    () => undo[Symbol.dispose](),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Notes that change in one stroke are told of in one message, which takes back just that. */
function tellKinds(editor: Editor, ports: ConnectPorts): (changes: readonly KindChange[]) => void {
  return (changes) => {
    const kinds = new Set(changes.map(({ kind }) => kindLooks[kind].label[ports.language()]))
    const isOne = changes.length === 1
    ports.tell({
      word: isOne ? 'kindChanged' : 'kindsChanged',
      fill: [...kinds].join(', '),
      action: { word: 'undo', run: () => takeKindsBack(editor, changes) },
    })
  }
}

/** Gathers what comes before the present work is done. */
function together<T>(hear: (all: readonly T[]) => void): (one: T) => void {
  let waiting: T[] = []
  return (one) => {
    waiting.push(one)
    if (waiting.length > 1) return
    queueMicrotask(() => {
      const all = waiting
      waiting = []
      hear(all)
    })
  }
}

/** The eraser passes over what isn't one's own. */
function eraseOwnOnly(editor: Editor, rights: CanvasRights): void {
  const erase = editor.setErasingShapes.bind(editor)
  editor.setErasingShapes = (shapes) => {
    const ids: TLShapeId[] = shapes.map((shape) => (typeof shape === 'string' ? shape : shape.id))
    return erase(
      ids.filter((id) => {
        const shape = editor.getShape(id)
        return shape !== undefined && rights.mayDelete(editor, shape)
      }),
    )
  }
}

/**
 * Opening a text that is there puts the caret behind it. The editor would select all of it, and the
 * first letter typed would take the place of everything that was written.
 */
function keepWordsOnOpening(editor: Editor): void {
  const emit = editor.emit.bind(editor)
  editor.emit = (name, ...given) => (name === 'select-all-text' ? false : emit(name, ...given))
}

/** On an empty place of the board: a note, where the editor would make a text. */
function writeOnDoubleClick(editor: Editor): void {
  const idle = editor.getStateDescendant('select.idle')
  if (idle === undefined) return
  Object.assign(idle, {
    handleDoubleClickOnCanvas: () => {
      const point = editor.inputs.currentPagePoint
      // It comes here too from a shape whose words are somebody else's.
      const under = editor.getShapeAtPoint(point, {
        hitInside: true,
        filter: (shape) => !isTemplatePart(shape),
      })
      if (under === undefined) writeAt(editor, point)
    },
  })
}
