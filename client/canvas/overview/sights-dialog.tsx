import { kindLooks } from '../../../shared/board/kinds.ts'
import { levelPath } from '../../../shared/board/picture/mark-path.ts'
import { notePx } from '../../../shared/board/zone-grid.ts'
import { useText } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useBoardContext } from '../board-context.tsx'
import './overview.css'
import { aroundZones, type Sight } from './sights.ts'

interface SightsDialogProps {
  readonly sights: readonly Sight[]
  readonly onGo: (sight: Sight) => void
  readonly onWhole: () => void
  readonly onClose: () => void
}

/** Where to go on a board that is too wide to be seen whole. */
export function SightsDialog({ sights, onGo, onWhole, onClose }: SightsDialogProps) {
  const { say, language } = useText()
  const { boardLanguage } = useBoardContext()
  return (
    <Dialog title={say('sights.title')} onClose={onClose}>
      <ul className="sights">
        {sights.map((sight) => (
          <li key={sight.instance}>
            <button type="button" className="sight" onClick={() => onGo(sight)}>
              <SmallMap sight={sight} />
              <span>
                <span className="sight-title" lang={boardLanguage === language ? undefined : boardLanguage}>
                  {sight.title[boardLanguage]}
                </span>
                <span className="sight-notes">{say('record.noteCount', { count: sight.notes.length })}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Button onClick={onWhole}>{say('sights.whole')}</Button>
    </Dialog>
  )
}

/** Which template it is and how full, for who sees: nothing in it can be read. */
function SmallMap({ sight: { zones, notes } }: { readonly sight: Sight }) {
  const { x, y, w, h } = aroundZones(zones)
  return (
    <svg className="sight-map" viewBox={`${x} ${y} ${w} ${h}`} aria-hidden="true">
      {zones.map((zone) => (
        <path
          key={zone.key}
          transform={`translate(${zone.x} ${zone.y})`}
          d={zone.form === 'level' ? levelPath(zone.w, zone.h) : `M0 0H${zone.w}V${zone.h}H0Z`}
          fill={kindLooks[zone.kind].tint}
          stroke={kindLooks[zone.kind].stroke}
          strokeWidth={mapLine}
        />
      ))}
      {notes.map((note) => (
        <rect
          key={note.id}
          x={note.x - notePx / 2}
          y={note.y - notePx / 2}
          width={notePx}
          height={notePx}
          fill={kindLooks[note.kind].stroke}
        />
      ))}
    </svg>
  )
}
/** In pixels of the board: one of the screen, about. */
const mapLine = 24
