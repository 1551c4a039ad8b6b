/**
 * A board's records as they can be shown, and what of them the server writes so. Two people regrouping at once make a parent cycle under any
 * last-writer rule, and a cycle hangs the editor's tab for good; a delete here and an arrow there
 * leave a binding without an end. Mending the view writes nothing: everyone mends the same records in
 * the same way. Once there is quiet the server alone writes what everyone sees.
 *
 * `gone` are records that were there before, as they last were: what lay in one of them, or pointed
 * at it, stays where people saw it.
 *
 * Invariants: never throws; repairing twice is repairing once; what is sound stays the very same
 * object, so that a reader can skip it; what the server writes changes no view.
 */
import { firstRecords } from './factories.ts'
import { freedEnds } from './freed-ends.ts'
import { pageStance } from './geometry.ts'
import { plainText } from './rich-text.ts'
import {
  isBinding,
  isShape,
  pageId,
  validateRecord,
  type BoardBinding,
  type BoardRecord,
  type BoardShape,
} from './schema.ts'

type Lookup = ReadonlyMap<string, BoardRecord>

export function repairForView(records: Lookup, gone: Lookup = nothing): Map<string, BoardRecord> {
  const repaired = new Map(records)
  for (const record of firstRecords('')) if (!repaired.has(record.id)) repaired.set(record.id, record)
  const orphans = [...shapesOf(repaired)].filter((shape) => !repaired.has(shape.parentId))
  for (const shape of orphans) repaired.set(shape.id, whereSeen(records, gone, shape))
  for (const shape of cycleBreakers(repaired)) repaired.set(shape.id, ontoPage(shape))
  const loose = looseBindings(repaired)
  for (const arrow of freedEnds(repaired, gone, loose)) repaired.set(arrow.id, arrow)
  for (const binding of loose) repaired.delete(binding.id)
  return repaired
}
const nothing: Lookup = new Map()

/** As many as are kept in mind of what is gone: the latest. */
const rememberedMax = 1_000

/** Keeps in mind how this was before it went. */
export function remember<R extends BoardRecord>(gone: Map<string, R>, record: R): void {
  gone.delete(record.id)
  gone.set(record.id, record)
  const [oldest] = gone.keys()
  if (gone.size > rememberedMax && oldest !== undefined) gone.delete(oldest)
}

export interface Repairs {
  readonly puts: readonly BoardRecord[]
  readonly removes: readonly string[]
}

/**
 * What is broken in the data, written as everyone sees it already. `unread` lies on the board and is
 * left out by every reader of this version: what leans on it is not broken.
 */
export function repairsOf(
  records: Lookup,
  gone: Lookup = nothing,
  unread: ReadonlySet<string> = new Set(),
): Repairs {
  const shown = repairForView(records, gone)
  const broken = [...records.values()].filter((record) => {
    if (shown.get(record.id) === record) return false
    if (isShape(record)) return !unread.has(record.parentId)
    return !isBinding(record) || !(unread.has(record.fromId) || unread.has(record.toId))
  })
  return {
    puts: broken.flatMap((record) => shown.get(record.id) ?? []),
    removes: broken.flatMap((record) => (shown.has(record.id) ? [] : [record.id])),
  }
}

/**
 * Groups that hold nothing, and clusters that neither hold anything nor have a name: nobody sees them.
 * For a moment when nobody is there, who might take back that they emptied one.
 */
export function emptyHolders(records: Lookup): readonly string[] {
  const childCounts = new Map<string, number>()
  for (const { parentId } of shapesOf(records))
    childCounts.set(parentId, (childCounts.get(parentId) ?? 0) + 1)
  const empty: string[] = []
  const left = [...shapesOf(records)].filter((shape) => !childCounts.has(shape.id) && isNothingAlone(shape))
  // One that went may have been the last in another.
  for (let holder = left.pop(); holder !== undefined; holder = left.pop()) {
    empty.push(holder.id)
    const outer = records.get(holder.parentId)
    const count = (childCounts.get(holder.parentId) ?? 0) - 1
    childCounts.set(holder.parentId, count)
    if (count === 0 && outer !== undefined && isShape(outer) && isNothingAlone(outer)) left.push(outer)
  }
  return empty
}

function isNothingAlone(shape: BoardShape): boolean {
  return shape.type === 'group' || (shape.type === 'cluster' && plainText(shape.props.richText).trim() === '')
}

function* shapesOf(records: Lookup): Iterable<BoardShape> {
  for (const record of records.values()) if (isShape(record)) yield record
}

/** On the page, at the place that it had in what is gone. */
function whereSeen(records: Lookup, gone: Lookup, shape: BoardShape): BoardShape {
  if (!gone.has(shape.parentId)) return ontoPage(shape)
  const { x, y, rotation } = pageStance(new Map([...gone, ...records]), shape)
  const seen = { ...shape, parentId: pageId, x, y, rotation }
  return validateRecord(seen).ok ? seen : ontoPage(shape)
}

/** Its own x and y are all that is known of where it was. */
function ontoPage(shape: BoardShape): BoardShape {
  return { ...shape, parentId: pageId }
}

/** Of every cycle of parents the shape with the highest id: everybody picks the same one. */
function cycleBreakers(records: Lookup): readonly BoardShape[] {
  const settled = new Set<string>()
  const breakers: BoardShape[] = []
  for (const start of shapesOf(records)) {
    const path: BoardShape[] = []
    const onPath = new Set<string>()
    let shape: BoardRecord | undefined = start
    while (shape !== undefined && isShape(shape) && !settled.has(shape.id) && !onPath.has(shape.id)) {
      path.push(shape)
      onPath.add(shape.id)
      shape = records.get(shape.parentId)
    }
    if (shape !== undefined && onPath.has(shape.id)) {
      const closing = shape.id
      const cycle = path.slice(path.findIndex(({ id }) => id === closing))
      breakers.push(cycle.reduce((highest, each) => (each.id > highest.id ? each : highest)))
    }
    for (const id of onPath) settled.add(id)
  }
  return breakers
}

/** Bindings that hold no arrow, hold on to nothing, or are the second at one end of an arrow. */
function looseBindings(records: Lookup): readonly BoardBinding[] {
  const bindings = [...records.values()].filter(isBinding).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const taken = new Set<string>()
  return bindings.filter((binding) => {
    const end = `${binding.fromId} ${binding.props.terminal}`
    if (!canHold(records, binding) || taken.has(end)) return true
    taken.add(end)
    return false
  })
}

function canHold(records: Lookup, { fromId, toId }: BoardBinding): boolean {
  const [arrow, held] = [records.get(fromId), records.get(toId)]
  return (
    arrow !== undefined &&
    isShape(arrow) &&
    arrow.type === 'arrow' &&
    held !== undefined &&
    isShape(held) &&
    fromId !== toId
  )
}
