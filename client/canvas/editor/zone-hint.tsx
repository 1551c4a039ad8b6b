/**
 * What the zone asks in which someone is busy: where the mouse points, a note is dragged or words are
 * written. In letters that stay readable however small the board is shown. It catches no pointer, and
 * screen readers pass it by: they have the list, and a word at each movement would be noise. Only that
 * the tool for writing waits for a place is said to everyone.
 */
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { react, TLPOINTER_ID, useEditor, useValue, type Editor } from 'tldraw'
import { kindLooks } from '../../../shared/board/kinds.ts'
import type { Box } from '../../../shared/board/geometry.ts'
import { namelessIn, type ZoneArea } from '../../../shared/board/outline.ts'
import { badgeWidthOf, zoneHeading } from '../../../shared/board/picture/heading.ts'
import { widthOf } from '../../../shared/board/picture/lines.ts'
import { levelPath } from '../../../shared/board/picture/mark-path.ts'
import type { Language } from '../../../shared/language.ts'
import { bandOf, unitPx } from '../../../shared/template/template.ts'
import { useBoardContext, useBoardWords, useCanvasWords } from '../board-context.tsx'
import { DropEdge, DropWords, useDropMeaning } from '../clusters/drop-meaning.tsx'
import { noteToolId } from '../notes/looked-at.ts'
import { KindIcon } from '../shapes/kind-icon.tsx'
import { isNote, zoneOfNote, zoneUnder } from './board-on.ts'
import { isNear } from './camera.ts'
import { canBeRead, placeHint, type Question } from './hint-place.ts'
import './zone-hint.css'

/** Narrower than this there is no room for a hint that nobody asked for. */
const phonePx = 700

export function ZoneHint() {
  const editor = useEditor()
  const isOver = useIsOverCanvas(editor)
  const zone = useValue('zone that asks', () => askingZone(editor, isOver), [editor, isOver])
  const isWriting = useValue('is writing', () => editor.getEditingShapeId() !== null, [editor])
  const meaning = useDropMeaning()
  const isPlacing = useValue('waits for a place', () => editor.getCurrentToolId() === noteToolId, [editor])
  // What it said last, for as long as it fades away.
  const [said, setSaid] = useState<ZoneArea | null>(null)
  if (zone !== null && zone !== said) setSaid(zone)
  return (
    <>
      {zone !== null && !isWriting && <ZoneEdge zone={zone} />}
      {meaning?.edge && <DropEdge box={meaning.edge} />}
      {said !== null && (
        <ZoneQuestion zone={said} isWanted={zone !== null && !isPlacing}>
          {meaning?.word && <DropWords word={meaning.word} name={meaning.name} />}
        </ZoneQuestion>
      )}
      <PlaceWanted isShown={isPlacing} />
    </>
  )
}

/** There from the start, so that screen readers hear when words come into it. */
function PlaceWanted({ isShown }: { readonly isShown: boolean }) {
  const say = useCanvasWords()
  const editor = useEditor()
  const hasTouch = useValue('touches', () => editor.getInstanceState().isCoarsePointer, [editor])
  return (
    <div className="zone-hint zone-hint-place" role="status" data-shown={isShown}>
      {isShown && <p>{say(hasTouch ? 'tapForNote' : 'clickForNote')}</p>}
    </div>
  )
}

interface ZoneQuestionProps {
  readonly zone: ZoneArea
  readonly isWanted: boolean
  /** What would become of what is dragged here, in the place of the question. */
  readonly children: ReactNode
}

function ZoneQuestion({ zone, isWanted, children }: ZoneQuestionProps) {
  const { boardLanguage, sessionKind } = useBoardContext()
  const editor = useEditor()
  const say = useBoardWords()
  const hint = useRef<HTMLDivElement>(null)
  const badge = namelessIn(zone, sessionKind) ? say('nameless') : null
  const isReadThere = useValue(
    'question is read on the board',
    () => canBeRead(questionOf(editor, zone, boardLanguage, badge), freeOn(editor)),
    [editor, zone, boardLanguage, badge],
  )
  const isShown = isWanted && (Boolean(children) || !isReadThere)
  useHintPlace(hint, zone, isShown)
  const { ink, tint, stroke } = kindLooks[zone.kind]
  return (
    <div
      ref={hint}
      className="zone-hint zone-hint-question"
      data-shown={isShown}
      aria-hidden="true"
      lang={boardLanguage}
      style={{ color: ink, background: tint, borderColor: stroke }}
    >
      <KindIcon kind={zone.kind} />
      <p>
        <strong>{zone.title[boardLanguage]}</strong> {children ?? <span>{zone.prompt[boardLanguage]}</span>}
      </p>
      {badge !== null && <span className="zone-hint-nameless">{badge}</span>}
    </div>
  )
}

/** What the zone asks, where it stands on the screen. */
function questionOf(editor: Editor, zone: ZoneArea, language: Language, badge: string | null): Question {
  const { prompt, promptX, promptTop } = zoneHeading(zone, language, badge === null ? 0 : badgeWidthOf(badge))
  const zoom = editor.getZoomLevel()
  const { x, y } = editor.pageToViewport({ x: zone.x + promptX, y: zone.y + promptTop })
  return { x, y, w: widthOf(prompt) * zoom, h: prompt.height * zoom, size: prompt.size * zoom }
}

/** Between the editor's menu and its tools. */
function freeOn(editor: Editor): Box {
  const { w, h } = editor.getViewportScreenBounds()
  return { x: edgePx, y: menuPx, w: w - 2 * edgePx, h: h - menuPx - toolsPx }
}
const edgePx = 8
const menuPx = 44
const toolsPx = 84

/** With its zone, also while the view moves. On a narrow screen it has one place, which the stylesheet says. */
function useHintPlace(hint: RefObject<HTMLDivElement | null>, zone: ZoneArea, isShown: boolean): void {
  const editor = useEditor()
  useLayoutEffect(() => {
    const element = hint.current
    if (element === null || !isShown) return undefined
    const taken = noticesOver(editor)
    return react('place of the hint', () => {
      const free = freeOn(editor)
      const zoom = editor.getZoomLevel()
      const { x, y } = editor.pageToViewport(zone)
      const box = { x, y, w: zone.w * zoom, h: zone.h * zoom }
      const band = bandOf(zone.form) * unitPx * zoom
      const size = { w: element.offsetWidth, h: element.offsetHeight }
      const place = placeHint({ zone: box, band, free, taken }, size)
      element.style.setProperty('--hint-x', `${place.x}px`)
      element.style.setProperty('--hint-y', `${place.y}px`)
    })
  }, [editor, hint, zone, isShown])
}

/** What the page tells lies over the canvas, and would hide the hint. */
function noticesOver(editor: Editor): readonly Box[] {
  const { left, top } = editor.getContainer().getBoundingClientRect()
  return [...document.querySelectorAll('.board-news > *, .board-notices > .tray')].flatMap((notice) => {
    const { x, y, width: w, height: h } = notice.getBoundingClientRect()
    return h === 0 ? [] : [{ x: x - left, y: y - top, w, h }]
  })
}

/** A line around the zone, as wide at every distance. */
function ZoneEdge({ zone }: { readonly zone: ZoneArea }) {
  const editor = useEditor()
  const { left, top, scale } = useValue(
    'edge of the zone',
    () => {
      const { x, y } = editor.pageToViewport(zone)
      return { left: x, top: y, scale: editor.getZoomLevel() }
    },
    [editor, zone],
  )
  const { w, h } = zone
  const { stroke } = kindLooks[zone.kind]
  return (
    <svg
      className="zone-edge"
      aria-hidden="true"
      viewBox={`0 0 ${w} ${h}`}
      style={{ left, top, width: w * scale, height: h * scale, color: stroke }}
    >
      {zone.form === 'level' ? (
        <path d={levelPath(w, h)} vectorEffect="non-scaling-stroke" />
      ) : (
        <rect width={w} height={h} rx={22} vectorEffect="non-scaling-stroke" />
      )}
    </svg>
  )
}

function askingZone(editor: Editor, isOver: boolean): ZoneArea | null {
  const written = editor.getEditingShape()
  if (written !== undefined) {
    // Who looks at the whole board meanwhile is not busy in the zone.
    if (!isNear(editor)) return null
    if (isNote(written)) return zoneOfNote(editor, written)
    const bounds = editor.getShapePageBounds(written)
    return bounds === undefined ? null : zoneUnder(editor, bounds.center)
  }
  if (editor.isIn('select.translating')) return zoneOfDragged(editor)
  if (!isOver || editor.getInstanceState().isCoarsePointer) return null
  return editor.getViewportScreenBounds().w < phonePx ? null : zoneUnder(editor, pointOf(editor))
}

/** That of the note itself when it is one: it counts where its middle lies, not where it is held. */
function zoneOfDragged(editor: Editor): ZoneArea | null {
  const notes = editor.getSelectedShapes().filter(isNote)
  const [only, ...others] = notes
  if (only === undefined) return null
  return others.length === 0 ? zoneOfNote(editor, only) : zoneUnder(editor, pointOf(editor))
}

/** The pointer's record, which can be followed. */
function pointOf(editor: Editor): { readonly x: number; readonly y: number } {
  return editor.store.get(TLPOINTER_ID) ?? editor.inputs.currentPagePoint
}

/** False while the mouse is over a menu, a dialog or another part of the page. */
function useIsOverCanvas(editor: Editor): boolean {
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    const signal = new AbortController()
    const look = ({ target }: PointerEvent): void => {
      const canvas = target instanceof Element ? target.closest('.tl-canvas') : null
      setIsOver(canvas !== null && editor.getContainer().contains(canvas))
    }
    document.addEventListener('pointerover', look, signal)
    document.addEventListener('pointerleave', () => setIsOver(false), signal)
    return () => signal.abort()
  }, [editor])
  return isOver
}
