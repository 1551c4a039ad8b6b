/**
 * The canvas face of a board. Mounts when the doc is there, with the store filled, so that nobody
 * sees an empty board fill up and nobody's editor makes a page of its own.
 */
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { createTLStore, Tldraw, useEditor, useToasts, useValue, type Editor, type TLStore } from 'tldraw'
import 'tldraw/tldraw.css'
import { boardSchema } from '../../shared/board/schema.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { Actor, Role } from '../../shared/session/role.ts'
import type { BoardRules, SessionKind } from '../../shared/session/session.ts'
import type { LinkState } from '../link/link-state.ts'
import type { Link } from '../link/link.ts'
import { usesKeys, type Company } from '../company/company.ts'
import type { WaitingPictures } from '../pictures/waiting-pictures.ts'
import { problemKey } from '../text/problem.ts'
import { useText } from '../text/text.ts'
import { Loading } from '../ui/loading.tsx'
import { CanvasBinding } from './binding/canvas-binding.ts'
import { BoardContextProvider, useBoardContext, useCanvasWords, type BoardContext } from './board-context.tsx'
import './canvas.css'
import { assetUrls } from './editor/assets.ts'
import { cameraOptions } from './editor/camera.ts'
import { connect } from './editor/connect.ts'
import { holdLetterKeys } from './editor/letter-keys.ts'
import { EmptyBoard } from './editor/empty-board.tsx'
import { ClusterBar } from './clusters/cluster-bar.tsx'
import { CanvasRights } from './editor/rights.ts'
import { measured } from './editor/measured.ts'
import { lookingComponents, writingComponents } from './editor/components.tsx'
import { overridesFor } from './editor/overrides.ts'
import { textOptions } from './editor/text-options.ts'
import { viewMemoryOfTab } from './editor/view-memory.ts'
import { ZoneHint } from './editor/zone-hint.tsx'
import { NamelessCard } from './notes/nameless-card.tsx'
import { draftMemoryOfTab } from './notes/draft-memory.ts'
import { NamelessDesk } from './notes/nameless-desk.ts'
import { BoardNoteTool } from './notes/note-tool.ts'
import { PictureBar } from './pictures/picture-bar.tsx'
import { watchNewShapes } from './shapes/new-shapes.ts'
import { measureIn } from './shapes/note-layout.ts'
import { boardShapeUtils } from './shapes/shape-utils.ts'
import { useEditorUser } from './use-editor-user.ts'
import { useNames } from './use-names.ts'
import { useLicenseKey } from './use-license-key.ts'
import { canvasWords } from './words/canvas-words.ts'

declare module 'react' {
  interface CSSProperties {
    '--note-word'?: string
  }
}

const tools = [BoardNoteTool]
const options = { maxPages: 1, branding: 'Leerbord' }

export interface CanvasProps {
  readonly link: Link
  readonly language: Language
  /** What the board's templates are read in, the same for everyone. */
  readonly boardLanguage: Language
  readonly me: { readonly participantId: ParticipantId; readonly name: string; readonly role: Role }
  readonly sessionKind: SessionKind | null
  /** Opens the choice of templates, for who may lay one. */
  readonly onTemplate?: (() => void) | undefined
  /** What this person wants to see of the others. */
  readonly company: Company
  readonly pictures: WaitingPictures
}

export function Canvas(props: CanvasProps) {
  const isSynced = useSyncExternalStore(props.link.subscribe, () => props.link.isSynced)
  const licenseKey = useLicenseKey()
  if (!isSynced || licenseKey === undefined) return <Loading />
  return <SyncedCanvas {...props} licenseKey={licenseKey} />
}

function SyncedCanvas({
  link,
  language,
  boardLanguage,
  me,
  sessionKind,
  onTemplate,
  company,
  pictures,
  licenseKey,
}: CanvasProps & { licenseKey: string | null }) {
  const bound = useBinding(link)
  const user = useEditorUser(me.participantId, me.name, language)
  const nameOf = useNames(link)
  const [desk] = useState(
    () => new NamelessDesk(link.boardId, draftMemoryOfTab(me.participantId, link.boardId)),
  )
  const context = useMemo<BoardContext>(
    () => ({ language, boardLanguage, sessionKind, nameOf }),
    [language, boardLanguage, sessionKind, nameOf],
  )
  // No more than is drawn here: the whole of the state changes with every movement of a drag.
  const mayWrite = useSyncExternalStore(link.subscribe, () => link.state().me?.mayWrite ?? false)
  const role = useSyncExternalStore(link.subscribe, () => link.state().me?.role ?? me.role)
  const hasLetterKeys = useSyncExternalStore(company.subscribe, () => usesKeys(company.state(), role))
  if (bound === null) return <Loading />
  return (
    <BoardContextProvider value={context}>
      <div className="canvas" style={{ '--note-word': `"${canvasWords.note[language]}"` }}>
        <Tldraw
          store={bound.store}
          user={user}
          shapeUtils={boardShapeUtils}
          tools={tools}
          options={options}
          cameraOptions={cameraOptions}
          overrides={overridesFor(language, hasLetterKeys)}
          components={mayWrite ? writingComponents : lookingComponents}
          assetUrls={assetUrls}
          textOptions={textOptions}
          {...(licenseKey !== null && { licenseKey })}
        >
          <Connected
            bound={bound}
            link={link}
            me={me}
            sessionKind={sessionKind}
            company={company}
            desk={desk}
            pictures={pictures}
          />
          <ZoneHint />
          <ClusterBar />
          <PictureBar />
          <EmptyBoard onTemplate={onTemplate} mayWrite={mayWrite} />
        </Tldraw>
        <OpenCard desk={desk} mayWrite={mayWrite} />
      </div>
    </BoardContextProvider>
  )
}

interface Bound {
  readonly store: TLStore
  readonly binding: CanvasBinding
  /** Tells the binding of the editor, to measure with and to ask. */
  readonly seat: (editor: Editor | null) => void
}

/** A store bound to the link's doc, for as long as the canvas is there. */
function useBinding(link: Link): Bound | null {
  const [bound, setBound] = useState<Bound | null>(null)
  useEffect(() => {
    const store = createTLStore({ schema: boardSchema })
    let editor: Editor | null = null
    const binding = new CanvasBinding(link, store, {
      isGesture: () => editor !== null && editor.inputs.isPointing,
      after: (delayMs, run) => void setTimeout(run, delayMs),
      layOut: (shape) => (editor === null ? shape : measured(editor, shape)),
    })
    const seat = (present: Editor | null): void => {
      editor = present
    }
    // oxlint-disable-next-line react/set-state-in-effect -- a store is bound in an effect and is then what to render
    setBound({ store, binding, seat })
    return () => binding[Symbol.dispose]()
  }, [link])
  return bound
}

interface ConnectedProps {
  readonly bound: Bound
  readonly link: Link
  readonly me: CanvasProps['me']
  readonly sessionKind: SessionKind | null
  readonly company: Company
  readonly desk: NamelessDesk
  readonly pictures: WaitingPictures
}

/** Joins the editor to everything around it. Renders nothing. */
function Connected({ bound, link, me, sessionKind, company, desk, pictures }: ConnectedProps) {
  const editor = useEditor()
  const toasts = useToasts()
  const say = useCanvasWords()
  const { say: sayOfPages } = useText()
  const { language, boardLanguage } = useBoardContext()
  const latest = useRef({ say, sayOfPages, toasts, sessionKind, language, boardLanguage })
  const [rights] = useState(() => new CanvasRights(...rightsIn(link.state(), me)))
  // Before the effect that connects: the editor asks for these from then on.
  useEffect(() => {
    latest.current = { say, sayOfPages, toasts, sessionKind, language, boardLanguage }
  }, [say, sayOfPages, toasts, sessionKind, language, boardLanguage])
  // As soon as the line says so: a letter typed between that and the next drawing would be lost.
  useEffect(() => {
    const follow = (): void => rights.set(...rightsIn(link.state(), me))
    follow()
    return link.subscribe(follow)
  }, [rights, link, me])

  // Before anything is measured.
  useEffect(() => measureIn(editor, boardLanguage), [editor, boardLanguage])
  useEffect(() => {
    bound.seat(editor)
    const unwatch = watchNewShapes(editor)
    const addToast = (title: string): void => {
      const { say: words, toasts: list } = latest.current
      list.addToast({ title, closeLabel: words('close') })
    }
    const disconnect = connect(editor, bound.binding, link.awareness, {
      rights,
      desk,
      pictures: {
        pictures,
        refused: (code) => addToast(latest.current.sayOfPages(problemKey(code))),
        tell: (word) => addToast(latest.current.say(word)),
      },
      view: viewMemoryOfTab(link.boardId),
      presence: {
        company,
        meId: me.participantId,
        people: () => link.state().people,
        role: () => link.state().me?.role ?? 'participant',
        onPeople: link.subscribe,
      },
      sessionKind: () => latest.current.sessionKind,
      language: () => latest.current.language,
      boardLanguage: () => latest.current.boardLanguage,
      tell: ({ word, fill, action }) => {
        const { say: words, toasts: list } = latest.current
        list.addToast({
          title: words(word).replace('{kind}', fill ?? ''),
          closeLabel: words('close'),
          ...(action && { actions: [{ type: 'normal', label: words(action.word), onClick: action.run }] }),
        })
      },
    })
    const letLettersGo = holdLetterKeys(editor, () => usesKeys(company.state(), rights.actor.role))
    return () => {
      bound.seat(null)
      letLettersGo()
      unwatch()
      disconnect()
    }
  }, [editor, bound, link, me.participantId, company, desk, pictures, rights])
  return null
}

function rightsIn(state: LinkState, me: CanvasProps['me']): [Actor, BoardRules] {
  const role = state.me?.role ?? me.role
  const isOpen = state.me?.mayWrite === true || role === 'observer'
  return [{ participantId: me.participantId, role }, { board: isOpen ? 'open' : 'locked' }]
}

function OpenCard({ desk, mayWrite }: { readonly desk: NamelessDesk; readonly mayWrite: boolean }) {
  const card = useValue('open card', () => desk.open.get(), [desk])
  useEffect(() => {
    if (mayWrite) desk.reopen()
  }, [desk, mayWrite])
  if (card === null) return null
  return <NamelessCard desk={desk} card={card} onClose={() => desk.close()} />
}
