/** Arrows of which a shape at an end is gone: that end stays on the page where it was drawn. */
import { pageOutline, pageStance, pointAtShares, pointIn, type Point } from './geometry.ts'
import { entering } from './picture/clip.ts'
import {
  isBinding,
  isShape,
  validateRecord,
  type BoardBinding,
  type BoardRecord,
  type BoardShape,
} from './schema.ts'

type Lookup = ReadonlyMap<string, BoardRecord>
type Arrow = Extract<BoardShape, { type: 'arrow' }>

/** The arrows that lose one of these bindings to a shape that is gone, as they are without it. */
export function freedEnds(records: Lookup, gone: Lookup, loose: readonly BoardBinding[]): readonly Arrow[] {
  const lost = loose.filter(({ toId }) => !records.has(toId) && gone.has(toId))
  if (lost.length === 0) return []
  const going = new Set(loose)
  const kept = [...records.values()].filter(isBinding).filter((binding) => !going.has(binding))
  const known = new Map([...gone, ...records])
  return [...Map.groupBy(lost, (binding) => binding.fromId)].flatMap(([arrowId, own]) => {
    const arrow = records.get(arrowId)
    if (arrow === undefined || !isShape(arrow) || arrow.type !== 'arrow') return []
    const others = kept.filter((binding) => binding.fromId === arrowId)
    const free = own.filter(({ props }) => others.every((other) => other.props.terminal !== props.terminal))
    const freed = free.reduce((now, binding) => withEnd(known, now, binding, [...others, ...own]), arrow)
    return freed !== arrow && validateRecord(freed).ok ? [freed] : []
  })
}

function withEnd(known: Lookup, arrow: Arrow, binding: BoardBinding, all: readonly BoardBinding[]): Arrow {
  const { isExact, terminal } = binding.props
  const target = known.get(binding.toId)
  const point = heldAt(known, binding)
  if (point === null || target === undefined || !isShape(target)) return arrow
  const stance = pageStance(known, arrow)
  const here = pointIn(stance, point)
  const side = terminal === 'end' ? 'start' : 'end'
  const opposite = all.find((other) => other.props.terminal === side)
  const held = opposite === undefined ? null : heldAt(known, opposite)
  const from = held === null ? arrow.props[side] : pointIn(stance, held)
  // As it is drawn straight; how far a bend shifts that is less than anyone remembers.
  const edge = pageOutline(known, target).map((corner) => pointIn(stance, corner))
  const { x, y } = (isExact ? here : entering([from, here], edge).at(-1)) ?? here
  return { ...arrow, props: { ...arrow.props, [terminal]: { x, y } } }
}

/** The point on the page that a binding holds on to. */
function heldAt(known: Lookup, { props, toId }: BoardBinding): Point | null {
  const target = known.get(toId)
  if (target === undefined || !isShape(target)) return null
  return pointAtShares(known, target, props.isPrecise ? props.normalizedAnchor : { x: 0.5, y: 0.5 })
}
