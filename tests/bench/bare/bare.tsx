/**
 * The peer of the frame-rate bench: tldraw as it comes, without a server and without anything of
 * ours, moving the same notes in the same way. What others' drags would bring is merged once a frame.
 */
import { getAssetUrlsByImport } from '@tldraw/assets/imports.vite'
import { createRoot } from 'react-dom/client'
import { createShapeId, Tldraw, toRichText, type Editor } from 'tldraw'
import 'tldraw/tldraw.css'
import { draggedBy, homeOf, notesInAll, offsetOf, people, spotAt, stepMs } from '../dance.ts'

declare global {
  interface Window {
    bare: { look(camera: { x: number; y: number; z: number }): void; dance(): void; rest(): void }
  }
}

const assetUrls = getAssetUrlsByImport()
const idOf = (n: number) => createShapeId(`note${n}`)

function mounted(editor: Editor): void {
  editor.createShapes(
    Array.from({ length: notesInAll }, (_, n) => ({
      id: idOf(n),
      type: 'note',
      ...homeOf(n),
      props: { richText: toRichText(`Briefje ${n}`), font: 'sans' },
    })),
  )
  let isDancing = false
  window.bare = {
    look: (camera) => void editor.setCamera(camera, { immediate: true }),
    rest: () => {
      isDancing = false
    },
    dance: () => {
      isDancing = true
      const startedAt = performance.now()
      const taken = Array.from({ length: people }, () => -1)
      const move = (): void => {
        if (!isDancing) return
        const passed = performance.now() - startedAt
        const due = taken.flatMap((step, person) => {
          const now = Math.floor((passed - offsetOf(person)) / stepMs)
          if (now <= step) return []
          taken[person] = now
          return [{ person, step: now }]
        })
        if (due.length > 0) {
          editor.store.mergeRemoteChanges(() => {
            editor.store.put(
              due.flatMap(({ person, step }) => {
                const note = editor.getShape(idOf(draggedBy(person)))
                return note === undefined ? [] : [{ ...note, ...spotAt(person, step) }]
              }),
            )
          })
        }
        requestAnimationFrame(move)
      }
      requestAnimationFrame(move)
    },
  }
}

const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<Tldraw assetUrls={assetUrls} onMount={mounted} />)
