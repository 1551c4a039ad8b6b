/** Laying templates on a board and taking them away. The server does it, so that a template lies there once. */
import { freePlace, instantiate } from '../../shared/template/instantiate.ts'
import { templateByKey } from '../../shared/template/catalog.ts'
import { isBinding, isShape, type BoardRecord } from '../../shared/board/schema.ts'
import { mintId, type TemplateInstanceId } from '../../shared/ids.ts'
import { leads } from '../../shared/session/role.ts'
import type { Outcome } from '../../shared/wire/problem.ts'
import { writeBoard, type BoardWrite } from './board-write.ts'
import { answered, refused, type DeskPorts } from './desk.ts'
import type { ReceiptFor } from './once.ts'
import type { BoardRow, ParticipantRow } from './ports.ts'

export interface Applied {
  readonly instanceId: TemplateInstanceId
}

export class TemplateDesk {
  readonly #ports: DeskPorts
  constructor(ports: DeskPorts) {
    this.#ports = ports
  }

  /** Lays a template at a place, or where there is room; under all that people made. */
  async apply(
    me: ParticipantRow,
    board: BoardRow,
    wish: { template: string; at?: { x: number; y: number } | undefined },
    receiptFor: ReceiptFor<Applied>,
  ): Promise<Outcome<Applied>> {
    if (!leads(me.role)) return refused('not-allowed')
    const template = templateByKey(wish.template)
    if (template === null) return refused('unknown-template')
    const { chance } = this.#ports
    const instanceId = mintId<TemplateInstanceId>(chance.bytes.bind(chance))
    return writeBoard(this.#ports, board, (records): BoardWrite<Applied> => {
      const at = wish.at ?? freePlace(records)
      return {
        puts: instantiate(template, { instanceId, at, records }),
        facts: receiptFor({ instanceId }),
        answer: answered({ instanceId }),
      }
    })
  }

  /** Takes away what the template laid. Notes stay where they lie, in no zone. */
  async remove(me: ParticipantRow, board: BoardRow, instanceId: string): Promise<Outcome<null>> {
    if (!leads(me.role)) return refused('not-allowed')
    return writeBoard(this.#ports, board, (records): BoardWrite<null> => {
      const parts = [...records.values()].filter((record) => instanceOf(record) === instanceId)
      if (parts.length === 0) return { answer: refused('unknown-instance') }
      return { removes: withBindings(records, new Set(parts.map(({ id }) => id))), answer: answered(null) }
    })
  }
}

function instanceOf(record: BoardRecord): TemplateInstanceId | null {
  return isShape(record) && 'instance' in record.props ? record.props.instance : null
}

/** The shapes, and the ends of arrows that hung on them. */
export function withBindings(
  records: ReadonlyMap<string, BoardRecord>,
  shapes: ReadonlySet<string>,
): string[] {
  const bindings = [...records.values()].filter(
    (record) => isBinding(record) && (shapes.has(record.toId) || shapes.has(record.fromId)),
  )
  return [...shapes, ...bindings.map(({ id }) => id)]
}
