import { useText } from '../text/text.ts'
import { Dialog } from './dialog.tsx'

export function About({ onClose }: { readonly onClose: () => void }) {
  const { say } = useText()
  return (
    <Dialog title={say('about.title')} onClose={onClose}>
      <p>{say('about.what')}</p>
      <p>{say('about.data')}</p>
      <p>{say('about.licence')}</p>
      <p>{say('about.tldraw')}</p>
      <p>{say('about.font')}</p>
    </Dialog>
  )
}
