import { useState } from 'react'
import { useText } from '../text/text.ts'
import { expiryText } from './expiry.ts'

/** "Dit voorbeeld verdwijnt morgen om 14:05." */
export function GoneText({ expiresAt }: { readonly expiresAt: number }) {
  const { say, language } = useText()
  const [now] = useState(() => Date.now())
  return <>{say('demo.gone', { moment: expiryText(expiresAt, now, language) })}</>
}
