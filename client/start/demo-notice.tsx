import { useState } from 'react'
import { tabMemory } from '../browser/storage.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { GoneText } from './gone-text.tsx'
import './demo-notice.css'

interface DemoNoticeProps {
  readonly trajectoryId: string
  /** Null: this is no example, and nothing is said. */
  readonly expiresAt: number | null
  readonly name: string
}

/** That this is an example, as whom one looks along, and when it goes. Once read it is put away. */
export function DemoNotice({ trajectoryId, expiresAt, name }: DemoNoticeProps) {
  const { say } = useText()
  const rememberedAs = `leerbord.demo.${trajectoryId}`
  const [isRead, setRead] = useState(() => tabMemory.get(rememberedAs) !== null)
  if (expiresAt === null || isRead) return null
  const putAway = () => {
    tabMemory.set(rememberedAs, 'read')
    setRead(true)
  }
  return (
    <div className="notice demo-notice" role="status">
      <p>
        {say('demo.notice', { name })} <GoneText expiresAt={expiresAt} />
      </p>
      <Button look="quiet" onClick={putAway}>
        {say('demo.read')}
      </Button>
    </div>
  )
}
