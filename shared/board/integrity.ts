/**
 * A board's records as they can be shown. Two people regrouping at once make a parent cycle under any
 * last-writer rule, and a cycle hangs the editor's tab for good; a delete here and an arrow there
 * leave a binding without an end. This mends the view and writes nothing: everyone mends the same
 * records in the same way, and the doc stays what it is.
 *
 * Invariants: never throws; repairing twice is repairing once; what is sound stays the very same
 * object, so that a reader can skip it.
 */
import { firstRecords } from './factories.ts'
import { isBinding, isShape, pageId, type BoardBinding, type BoardRecord, type BoardShape } from './schema.ts'

type Lookup = ReadonlyMap<string, BoardRecord>

export function repairForView(records: Lookup): Map<string, BoardRecord> {
  const repaired = new Map(records)
  for (const record of firstRecords('')) if (!repaired.has(record.id)) repaired.set(record.id, record)
  const orphans = [...shapesOf(repaired)].filter((shape) => !repaired.has(shape.parentId))
  for (const shape of orphans) repaired.set(shape.id, ontoPage(shape))
  for (const shape of cycleBreakers(repaired)) repaired.set(shape.id, ontoPage(shape))
  for (const binding of looseBindings(repaired)) repaired.delete(binding.id)
  return repaired
}

function* shapesOf(records: Lookup): Iterable<BoardShape> {
  for (const record of records.values()) if (isShape(record)) yield record
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
