import { useEffect, useId, useState, useSyncExternalStore } from 'react'
import { problemKey } from '../text/problem.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { shareOf, type WaitingPicture, type WaitingPictures } from './waiting-pictures.ts'
import './pictures.css'

/** Pictures that are not on the board yet: how far each is, and what can be done where it can't go on. */
export function PicturesTray({
  pictures,
  isOffline,
}: {
  readonly pictures: WaitingPictures
  readonly isOffline: boolean
}) {
  const { say } = useText()
  const all = useSyncExternalStore(pictures.subscribe, pictures.all)
  const shown = all.filter(({ state }) => state.is !== 'laid')
  const titleId = useId()
  const failed = shown.filter(({ state }) => state.is === 'failed').length
  return (
    <>
      {/* It must be there before it speaks. */}
      <p className="hidden-text" role="status">
        {failed > 0 && say('pictures.failed', { count: failed })}
        {failed === 0 && shown.length > 0 && say('pictures.underway', { count: shown.length })}
      </p>
      {shown.length > 0 && (
        <section className="pictures-tray" aria-labelledby={titleId}>
          <h2 id={titleId}>{say('pictures.title')}</h2>
          {isOffline && <p className="small">{say('pictures.offline')}</p>}
          <ul>
            {shown.map((one) => (
              <OnePicture key={one.key} picture={one} pictures={pictures} isOffline={isOffline} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function OnePicture({
  picture,
  pictures,
  isOffline,
}: {
  readonly picture: WaitingPicture
  readonly pictures: WaitingPictures
  readonly isOffline: boolean
}) {
  const { say } = useText()
  const url = useObjectUrl(picture)
  const { state, key } = picture
  const share = shareOf(state)
  const waits = isOffline ? 'pictures.waitingForLine' : 'pictures.waiting'
  return (
    <li>
      {url !== null && <img src={url} alt="" />}
      <div className="pictures-state">
        {state.is === 'failed' ? (
          <p className="small">{say(problemKey(state.code))}</p>
        ) : (
          <>
            <p className="small">{say(state.is === 'waiting' ? waits : 'pictures.sending')}</p>
            {share !== null && <progress aria-label={say('pictures.sending')} value={share} max={1} />}
          </>
        )}
        {state.is === 'failed' && (
          <div className="button-row">
            <Button onClick={() => pictures.retry(key)}>{say('pictures.retry')}</Button>
            {url !== null && (
              <a className="button" href={url} download={`foto.${picture.type.slice('image/'.length)}`}>
                {say('pictures.save')}
              </a>
            )}
          </div>
        )}
      </div>
      {(state.is === 'failed' || state.is === 'waiting') && (
        <Button look="quiet" aria-label={say('pictures.dismiss')} onClick={() => pictures.remove(key)}>
          ✕
        </Button>
      )}
    </li>
  )
}

function useObjectUrl({ bytes, type }: WaitingPicture): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type }))
    // oxlint-disable-next-line react/set-state-in-effect -- an address of the browser's, to be given back
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [bytes, type])
  return url
}
