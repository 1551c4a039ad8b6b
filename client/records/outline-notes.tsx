import { kindLooks } from '../../shared/board/kinds.ts'
import { namelessIn } from '../../shared/board/attribution.ts'
import { placementAt } from '../../shared/board/placement.ts'
import type {
  Outline,
  OutlineCluster,
  OutlineInstance,
  OutlineNote,
  OutlinePicture,
  OutlineZone,
} from '../../shared/board/outline.ts'
import { unplacedGroups } from '../../shared/board/unplaced.ts'
import type { Language } from '../../shared/language.ts'
import type { SessionKind } from '../../shared/session/session.ts'
import { pictureSource } from '../../shared/wire/picture-path.ts'
import { useText } from '../text/text.ts'

/** Participant id → first name, of people who were there. */
export type Names = ReadonlyMap<string, string>

export function namesOf(people: readonly { readonly participantId: string; readonly name: string }[]): Names {
  return new Map(people.map(({ participantId, name }) => [participantId, name]))
}

const nobody: Names = new Map()

interface OutlineNotesProps {
  readonly outline: Outline
  /** What templates and kinds are read in, as on the board. */
  readonly boardLanguage: Language
  readonly names: Names
  /** In a mixed session a sensitive zone has no names. */
  readonly sessionKind: SessionKind | null
  /** In a record, feelings are seen on the board and never listed. */
  readonly hidesEmotions?: boolean
}

/** A board in words: each template, each zone with something in it, each note. */
export function OutlineNotes({
  outline,
  boardLanguage,
  names,
  sessionKind,
  hidesEmotions = false,
}: OutlineNotesProps) {
  const { say } = useText()
  const unplaced = unplacedGroups(outline)
  const hasLoose = outline.unplaced.length > 0
  const { pictures = [] } = outline
  const isEmpty =
    !hasLoose && pictures.length === 0 && outline.instances.every((one) => one.zones.every(isEmptyZone))
  return (
    <div className="outline">
      {isEmpty && <p className="soft">{say('outline.empty')}</p>}
      {outline.instances.filter(hasWords).map((instance) => (
        <div key={instance.id} className="outline-part">
          <h3>{instance.title[boardLanguage]}</h3>
          <div className="outline-zones">
            {instance.zones
              .filter((zone) => !isEmptyZone(zone))
              .map((zone) => (
                <ZoneNotes
                  key={zone.zone}
                  zone={zone}
                  boardLanguage={boardLanguage}
                  names={namelessIn(zone, sessionKind) ? nobody : names}
                  hidesEmotions={hidesEmotions}
                />
              ))}
          </div>
        </div>
      ))}
      {hasLoose && (
        <div className="outline-part">
          <h3>{say('outline.unplaced')}</h3>
          {unplaced.clusters.map((cluster) => (
            <ClusterNotes
              key={cluster.id}
              cluster={{ ...cluster, placement: null }}
              boardLanguage={boardLanguage}
              names={names}
              hidesEmotions={hidesEmotions}
            />
          ))}
          <LooseNotes
            notes={unplaced.loose}
            isBeside={unplaced.clusters.length > 0}
            boardLanguage={boardLanguage}
            names={names}
            hidesEmotions={hidesEmotions}
          />
        </div>
      )}
      {pictures.length > 0 && <OutlinePictures pictures={pictures} names={names} />}
    </div>
  )
}

/** The pictures in words: what each shows, as who laid it told. */
function OutlinePictures({
  pictures,
  names,
}: {
  readonly pictures: readonly OutlinePicture[]
  readonly names: Names
}) {
  const { say } = useText()
  return (
    <div className="outline-part">
      <h3>{say('outline.pictures')}</h3>
      <ul className="outline-notes">
        {pictures.map(({ id, pictureId, alt, author }) => {
          const name = author === undefined ? undefined : names.get(author)
          return (
            <li key={id} className="outline-picture">
              <img src={pictureSource(pictureId)} alt="" loading="lazy" decoding="async" />
              <p className="outline-words">{alt === '' ? say('outline.pictureUntold') : alt}</p>
              {name !== undefined && <p className="small">{name}</p>}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function hasWords(instance: OutlineInstance): boolean {
  return !instance.zones.every(isEmptyZone)
}

function isEmptyZone(zone: OutlineZone): boolean {
  const hasCard = zone.card !== null && zone.card.text.trim() !== ''
  return zone.notes.length === 0 && zone.clusters.length === 0 && !hasCard
}

interface ZoneNotesProps {
  readonly zone: OutlineZone
  readonly boardLanguage: Language
  readonly names: Names
  readonly hidesEmotions: boolean
}

function ZoneNotes({ zone, boardLanguage, names, hidesEmotions }: ZoneNotesProps) {
  return (
    <div className="outline-zone">
      <h4>{zone.title[boardLanguage]}</h4>
      {zone.card !== null && zone.card.text.trim() !== '' && <p className="outline-card">{zone.card.text}</p>}
      {zone.clusters.map((cluster) => (
        <ClusterNotes
          key={cluster.id}
          cluster={cluster}
          boardLanguage={boardLanguage}
          names={names}
          hidesEmotions={hidesEmotions}
          zoneKind={zone.kind}
        />
      ))}
      <LooseNotes
        notes={zone.notes}
        isBeside={zone.clusters.length > 0}
        boardLanguage={boardLanguage}
        names={names}
        hidesEmotions={hidesEmotions}
        zoneKind={zone.kind}
      />
    </div>
  )
}

interface LooseNotesProps extends NoteListProps {
  /** True where clusters stand above them. */
  readonly isBeside: boolean
}

/** Notes of no cluster: beside clusters they have a heading of their own, or they read as of the last one. */
function LooseNotes({ isBeside, ...list }: LooseNotesProps) {
  const { say } = useText()
  if (list.notes.length === 0) return null
  return (
    <div className="outline-cluster">
      {isBeside && <h5>{say('outline.loose')}</h5>}
      <NoteList {...list} />
    </div>
  )
}

interface ClusterNotesProps extends Omit<NoteListProps, 'notes'> {
  readonly cluster: OutlineCluster
}

/** A cluster by its name, with the word of the field in the matrix that people laid it in. */
function ClusterNotes({ cluster, ...list }: ClusterNotesProps) {
  const { say } = useText()
  const placement = cluster.placement === null ? null : placementAt(cluster.placement)
  return (
    <div className="outline-cluster">
      <h5>
        {cluster.name === '' ? say('outline.nameless') : cluster.name}
        {placement !== null && <span className="outline-placement">{say(`outline.${placement}`)}</span>}
      </h5>
      <NoteList notes={cluster.notes} {...list} />
    </div>
  )
}

interface NoteListProps {
  readonly notes: readonly OutlineNote[]
  readonly boardLanguage: Language
  readonly names: Names
  readonly hidesEmotions: boolean
  /** A note's kind is said only where the heading doesn't say it. */
  readonly zoneKind?: OutlineNote['kind']
}

function NoteList({ notes, boardLanguage, names, hidesEmotions, zoneKind }: NoteListProps) {
  const { say } = useText()
  const listed = hidesEmotions ? notes.filter((note) => note.kind !== 'emotion') : notes
  const kept = notes.length - listed.length
  return (
    <>
      {listed.length > 0 && (
        <ul className="outline-notes">
          {listed.map((note) => {
            const look = kindLooks[note.kind]
            const author = note.author === undefined ? undefined : names.get(note.author)
            const facts = [note.kind === zoneKind ? null : look.label[boardLanguage], author ?? null]
            const told = facts.filter((fact) => fact !== null).join(' · ')
            return (
              <li key={note.id} style={{ background: look.fill, borderColor: look.stroke, color: look.ink }}>
                <p className="outline-words">
                  {note.text.trim() === '' ? say('outline.noWords') : note.text}
                </p>
                {told !== '' && <p className="small">{told}</p>}
              </li>
            )
          })}
        </ul>
      )}
      {kept > 0 && <p className="soft">{say('outline.emotions', { count: kept })}</p>}
    </>
  )
}
