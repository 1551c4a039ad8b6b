import { type ReactNode, useEffect } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { Language } from '../../shared/language.ts'
import { useText } from '../text/text.ts'
import './dialog.css'

interface DialogProps {
  readonly title: string
  /** Where the title is in another language than the page, as words of a template may be. */
  readonly titleLanguage?: Language | undefined
  readonly onClose: () => void
  readonly width?: 'narrow' | 'wide'
  /** For a question that must be answered: read out at once, not closed by a click beside it. */
  readonly isQuestion?: boolean
  /** For words that someone is writing: a click beside it must not throw them away. */
  readonly holdsWords?: boolean
  readonly children: ReactNode
}

/** Open for as long as it is rendered; focus goes in, stays in, and comes back. */
export function Dialog({
  title,
  titleLanguage,
  onClose,
  width = 'narrow',
  isQuestion = false,
  holdsWords = false,
  children,
}: DialogProps) {
  const { say } = useText()
  useOpenersClick()
  return (
    <ModalOverlay
      className="dialog-ground"
      isOpen
      isDismissable={!isQuestion && !holdsWords}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Modal className="dialog-frame" data-width={width}>
        <AriaDialog className="dialog" role={isQuestion ? 'alertdialog' : 'dialog'}>
          <div className="dialog-head">
            <Heading slot="title" level={2} lang={titleLanguage}>
              {title}
            </Heading>
            <button type="button" className="button dialog-close" data-look="quiet" onClick={onClose}>
              <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
                <path
                  d="m4 4 12 12M16 4 4 16"
                  stroke="currentColor"
                  strokeWidth="2.4"
                  strokeLinecap="round"
                />
              </svg>
              <span className="hidden-text">{say('dialog.close')}</span>
            </button>
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/**
 * Of a double click on what opened this dialog, the second click falls on the dialog or beside it. It
 * is not meant for either: it would close the dialog again, or press what nobody has read.
 */
function useOpenersClick(): void {
  useEffect(() => {
    let isOpeners = true
    const onClick = (clicked: MouseEvent): void => {
      // How many clicks in a row, as the system counts them; 0 by keyboard.
      if (clicked.detail <= 1) isOpeners = false
      if (!isOpeners) return
      clicked.preventDefault()
      clicked.stopImmediatePropagation()
    }
    window.addEventListener('click', onClick, { capture: true })
    return () => window.removeEventListener('click', onClick, { capture: true })
  }, [])
}
