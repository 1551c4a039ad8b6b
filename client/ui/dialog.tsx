import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useText } from '../text/text.ts'
import './dialog.css'

interface DialogProps {
  readonly title: string
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
  onClose,
  width = 'narrow',
  isQuestion = false,
  holdsWords = false,
  children,
}: DialogProps) {
  const { say } = useText()
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
            <Heading slot="title" level={2}>
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
