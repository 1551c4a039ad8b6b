/** A board as it was: to look around in. Its records come from stored bytes; it never joins a room. */
import { useMemo, useState } from 'react'
import { createTLStore, Tldraw, type Editor, type TLStore } from 'tldraw'
import 'tldraw/tldraw.css'
import * as Y from 'yjs'
import { repairForView } from '../../shared/board/integrity.ts'
import { readAll } from '../../shared/board/layout.ts'
import { boardSchema } from '../../shared/board/schema.ts'
import { upgrade } from '../../shared/board/upgrade.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { SessionKind } from '../../shared/session/session.ts'
import { Loading } from '../ui/loading.tsx'
import { BoardContextProvider, type BoardContext } from './board-context.tsx'
import './canvas.css'
import { assetUrls } from './editor/assets.ts'
import { cameraOptions, showBoard } from './editor/camera.ts'
import { lookingComponents } from './editor/components.tsx'
import { measured } from './editor/measured.ts'
import { overridesFor } from './editor/overrides.ts'
import { isBoardShape } from './editor/rights.ts'
import { measureIn } from './shapes/note-layout.ts'
import { boardShapeUtils } from './shapes/shape-utils.ts'
import { useEditorUser } from './use-editor-user.ts'
import { useLicenseKey } from './use-license-key.ts'

const options = { maxPages: 1, branding: 'Leerbord' }

export interface BoardViewProps {
  /** The board's document as one Yjs update. */
  readonly docBytes: Uint8Array
  readonly language: Language
  /** What the board's templates are read in. */
  readonly boardLanguage: Language
  readonly sessionKind?: SessionKind | null
  readonly nameOf?: (id: ParticipantId) => string | null
}

const nobody = () => null

export function BoardView({
  docBytes,
  language,
  boardLanguage,
  sessionKind = null,
  nameOf = nobody,
}: BoardViewProps) {
  const [store] = useState(() => storeFrom(docBytes))
  const user = useEditorUser('looking', '', language)
  const licenseKey = useLicenseKey()
  const context = useMemo<BoardContext>(
    () => ({ language, boardLanguage, sessionKind, nameOf }),
    [language, boardLanguage, sessionKind, nameOf],
  )
  if (licenseKey === undefined) return <Loading />
  return (
    <BoardContextProvider value={context}>
      <div className="canvas">
        <Tldraw
          store={store}
          user={user}
          shapeUtils={boardShapeUtils}
          options={options}
          cameraOptions={cameraOptions}
          overrides={overridesFor(language)}
          components={lookingComponents}
          assetUrls={assetUrls}
          initialState="hand"
          onMount={(editor) => look(editor, boardLanguage)}
          {...(licenseKey !== null && { licenseKey })}
        />
      </div>
    </BoardContextProvider>
  )
}

function storeFrom(docBytes: Uint8Array): TLStore {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, docBytes)
  upgrade(doc)
  const store = createTLStore({ schema: boardSchema })
  store.mergeRemoteChanges(() => store.put([...repairForView(readAll(doc)).values()]))
  doc.destroy()
  return store
}

/** Nothing can be changed, whatever a key or a menu asks for: no change of a person's gets into the store. */
function look(editor: Editor, boardLanguage: Language): () => void {
  measureIn(editor, boardLanguage)
  editor.updateInstanceState({ isReadonly: true })
  editor.store.mergeRemoteChanges(() => {
    editor.store.put(
      editor
        .getCurrentPageShapes()
        .flatMap((shape) => (isBoardShape(shape) ? [measured(editor, shape)] : [])),
    )
  })
  showBoard(editor)
  const { sideEffects } = editor
  const stops = [
    sideEffects.registerBeforeChangeHandler('shape', (before, after, source) =>
      source === 'user' ? before : after,
    ),
    sideEffects.registerBeforeDeleteHandler('shape', (_shape, source) =>
      source === 'user' ? false : undefined,
    ),
    sideEffects.registerAfterCreateHandler('shape', (shape, source) => {
      if (source === 'user') editor.store.mergeRemoteChanges(() => editor.store.remove([shape.id]))
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
