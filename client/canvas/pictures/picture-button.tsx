import { useRef } from 'react'
import { TldrawUiButtonIcon, TldrawUiToolbarButton, useEditor } from 'tldraw'
import { imageTypes } from '../../../shared/image/image.ts'
import { useCanvasWords } from '../board-context.tsx'
import { takePictures } from './take-pictures.ts'

/** A photo from this device; a phone offers its camera here. */
export function PictureButton() {
  const editor = useEditor()
  const say = useCanvasWords()
  const field = useRef<HTMLInputElement>(null)
  return (
    <span className="picture-button">
      <TldrawUiToolbarButton
        type="tool"
        title={say('picture')}
        data-testid="tools.picture"
        onClick={() => field.current?.click()}
      >
        <TldrawUiButtonIcon icon="tool-media" />
      </TldrawUiToolbarButton>
      <input
        ref={field}
        type="file"
        // Named one by one: a phone then makes a JPEG of what only it can read.
        accept={imageTypes.join(',')}
        multiple
        aria-label={say('picture')}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])]
          // So that the same one can be chosen again.
          target.value = ''
          void takePictures(editor, files, editor.getViewportPageBounds().center)
        }}
      />
    </span>
  )
}
