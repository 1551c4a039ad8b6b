/** The tools of a session: the note first and largest, what everyone needs beside it, the rest behind "more". */
import {
  ArrowToolbarItem,
  DrawToolbarItem,
  EllipseToolbarItem,
  EraserToolbarItem,
  HandToolbarItem,
  HighlightToolbarItem,
  LineToolbarItem,
  MobileStylePanel,
  NoteToolbarItem,
  PORTRAIT_BREAKPOINT,
  RectangleToolbarItem,
  SelectToolbarItem,
  TextToolbarItem,
  TldrawUiButtonIcon,
  TldrawUiMenuContextProvider,
  TldrawUiPopover,
  TldrawUiPopoverContent,
  TldrawUiPopoverTrigger,
  TldrawUiToolbar,
  TldrawUiToolbarButton,
  tlmenus,
  useBreakpoint,
  useEditor,
  useTldrawUiComponents,
  useTranslation,
} from 'tldraw'
import { useState, type ReactNode } from 'react'
import { PictureButton } from '../pictures/picture-button.tsx'
import { useOffersStyles } from './style-panel.tsx'

const moreId = 'more tools'
/** The editor tells widths in steps. */
const narrow: number = PORTRAIT_BREAKPOINT.TABLET_SM
const low: number = PORTRAIT_BREAKPOINT.TABLET

/** For whoever may write. On a narrow screen it holds what else stands at the top. */
export function Toolbar() {
  const breakpoint = useBreakpoint()
  const isNarrow = breakpoint < narrow
  const isLow = breakpoint < low
  const offersStyles = useOffersStyles()
  return (
    <Frame extras={isLow} styles={isNarrow && offersStyles}>
      <TldrawUiMenuContextProvider type="toolbar" sourceId="toolbar">
        <NoteToolbarItem />
        <SelectToolbarItem />
        <HandToolbarItem />
        <DrawToolbarItem />
        <PictureButton />
        {!isNarrow && <OftenUsed />}
      </TldrawUiMenuContextProvider>
      <More>
        {isNarrow && <OftenUsed />}
        <RectangleToolbarItem />
        <EllipseToolbarItem />
        <LineToolbarItem />
        <HighlightToolbarItem />
      </More>
    </Frame>
  )
}

/** For a board that is only looked at. */
export function LookingToolbar() {
  return (
    <Frame extras={false} styles={false}>
      <TldrawUiMenuContextProvider type="toolbar" sourceId="toolbar">
        <HandToolbarItem />
        <SelectToolbarItem />
      </TldrawUiMenuContextProvider>
    </Frame>
  )
}

function OftenUsed() {
  return (
    <>
      <TextToolbarItem />
      <ArrowToolbarItem />
      <EraserToolbarItem />
    </>
  )
}

interface FrameProps {
  /** Undo, redo and the like, above the tools. */
  readonly extras: boolean
  readonly styles: boolean
  readonly children: ReactNode
}

/** The place and the look are the editor's own, so that its menus find their way around it. */
function Frame({ extras, styles, children }: FrameProps) {
  const say = useTranslation()
  const { ActionsMenu, QuickActions } = useTldrawUiComponents()
  return (
    <div className="tlui-toolbar">
      <div className="tlui-toolbar__inner">
        <div className="tlui-toolbar__left">
          {extras && (
            <div className="tlui-toolbar__extras">
              <TldrawUiToolbar
                className="tlui-toolbar__extras__controls tlui-buttons__horizontal"
                label={say('actions-menu.title')}
              >
                {QuickActions && <QuickActions />}
                {ActionsMenu && <ActionsMenu />}
              </TldrawUiToolbar>
            </div>
          )}
          <TldrawUiToolbar className="tlui-toolbar__tools" label={say('tool-panel.title')}>
            <div className="tlui-toolbar__tools__list">{children}</div>
          </TldrawUiToolbar>
        </div>
        {styles && (
          <div className="tlui-toolbar__tools">
            <MobileStylePanel />
          </div>
        )}
      </div>
    </div>
  )
}

function More({ children }: { readonly children: ReactNode }) {
  const editor = useEditor()
  const say = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const close = (): void => {
    tlmenus.deleteOpenMenu(moreId, editor.contextId)
    setOpen(false)
  }
  return (
    <TldrawUiPopover id={moreId} open={isOpen} onOpenChange={setOpen}>
      <TldrawUiPopoverTrigger>
        <TldrawUiToolbarButton
          title={say('tool-panel.more')}
          type="tool"
          className="tlui-toolbar__overflow"
          data-testid="tools.more-button"
        >
          <TldrawUiButtonIcon icon="chevron-up" />
        </TldrawUiToolbarButton>
      </TldrawUiPopoverTrigger>
      <TldrawUiPopoverContent side="top" align="center">
        <TldrawUiToolbar
          className="tlui-buttons__grid"
          data-testid="tools.more-content"
          label={say('tool-panel.more')}
          onClick={close}
        >
          <TldrawUiMenuContextProvider type="toolbar-overflow" sourceId="toolbar">
            {children}
          </TldrawUiMenuContextProvider>
        </TldrawUiToolbar>
      </TldrawUiPopoverContent>
    </TldrawUiPopover>
  )
}
