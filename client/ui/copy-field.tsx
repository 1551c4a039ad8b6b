import { useRef, useState } from 'react'
import { copyText } from '../browser/clipboard.ts'
import { useText } from '../text/text.ts'
import { Button } from './button.tsx'

/** A text to take along. Where copying is not permitted, the text is selected for Ctrl+C. */
export function CopyField({ label, text }: { readonly label: string; readonly text: string }) {
  const { say } = useText()
  const field = useRef<HTMLInputElement>(null)
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'selected'>('none')

  const copy = async () => {
    if (await copyText(text)) return setOutcome('copied')
    field.current?.focus()
    field.current?.select()
    setOutcome('selected')
  }
  return (
    <div>
      <div className="copy-field">
        <input
          ref={field}
          readOnly
          value={text}
          aria-label={label}
          onFocus={(focused) => focused.currentTarget.select()}
        />
        <Button onClick={() => void copy()}>
          {outcome === 'copied' ? say('copy.done') : say('copy.button')}
          <span className="hidden-text"> {label}</span>
        </Button>
      </div>
      <p className="small soft" role="status">
        {outcome === 'selected' && say('copy.selected')}
        {outcome === 'copied' && <span className="hidden-text">{say('copy.done')}</span>}
      </p>
    </div>
  )
}
