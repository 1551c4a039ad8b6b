/**
 * What is told of a template that was laid or taken away. The server did it, so the board's own undo
 * takes back something else; the way back is therefore in the message, both ways.
 */
import { readRecord, recordsOf } from '../../shared/board/layout.ts'
import { isShape, shapeIdOf } from '../../shared/board/schema.ts'
import type { Point } from '../../shared/board/geometry.ts'
import type { TemplateInstanceId } from '../../shared/ids.ts'
import { headerIdOf } from '../../shared/template/instantiate.ts'
import { ask } from '../browser/ask.ts'
import { newIdempotencyKey } from '../browser/chance.ts'
import type { Link } from '../link/link.ts'
import { useText } from '../text/text.ts'
import type { Toasts } from '../ui/toasts.tsx'

interface LaidTemplate {
  readonly key: string
  readonly name: string
}

/** To be told of a template that lies on the board now. */
export function useTemplateNews(
  link: Link,
  toasts: Toasts,
): (instanceId: TemplateInstanceId, template: LaidTemplate) => void {
  const { say } = useText()
  const { boardId } = link

  const placed = (instanceId: TemplateInstanceId, template: LaidTemplate): void =>
    toasts.show(say('template.placed', { name: template.name }), {
      about: 'template',
      // By then taking the template away means something else than taking back one's last act.
      isPassing: true,
      action: { text: say('template.takeAway'), run: () => void takeAway(instanceId, template) },
    })

  const takeAway = async (instanceId: TemplateInstanceId, template: LaidTemplate): Promise<void> => {
    const at = placeOf(link, instanceId)
    const answer = await ask('removeTemplate', { params: { boardId, instanceId } })
    if (!answer.ok) {
      const again = { text: say('page.retry'), run: () => void takeAway(instanceId, template) }
      return toasts.show(say('template.notTaken'), { about: 'template', action: again })
    }
    // One key, however often it is tried.
    const onceKey = newIdempotencyKey()
    toasts.show(say('template.taken', { name: template.name }), {
      about: 'template',
      action: { text: say('template.layBack'), run: () => void layBack(template, at, onceKey) },
    })
  }

  const layBack = async (template: LaidTemplate, at: Point | null, onceKey: string): Promise<void> => {
    const body = { template: template.key, ...(at !== null && { at }) }
    const answer = await ask('applyTemplate', { params: { boardId }, body, idempotencyKey: onceKey })
    if (answer.ok) return placed(answer.value.instanceId, template)
    const again = { text: say('page.retry'), run: () => void layBack(template, at, onceKey) }
    toasts.show(say('template.notLaidBack'), { about: 'template', action: again })
  }

  return placed
}

/** Where an instance lies; null for one that this page has not seen. */
function placeOf({ doc }: Link, instanceId: TemplateInstanceId): Point | null {
  const header = readRecord(recordsOf(doc), shapeIdOf(headerIdOf(instanceId)))
  return header !== null && isShape(header) ? { x: header.x, y: header.y } : null
}
