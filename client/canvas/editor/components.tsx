/** The parts of the editor's interface that we keep, and in which order. */
import {
  ArrangeMenuSubmenu,
  ClipboardMenuGroup,
  DefaultContextMenu,
  DefaultMainMenu,
  KeyboardShortcutsMenuItem,
  SelectAllMenuItem,
  TldrawUiMenuGroup,
  ToggleReduceMotionItem,
  UndoRedoGroup,
  ViewSubmenu,
  type TLComponents,
  type TLUiContextMenuProps,
} from 'tldraw'
import { Loading } from '../../ui/loading.tsx'
import { BoardFault } from './board-fault.tsx'
import './board-states.css'
import { StylePanel } from './style-panel.tsx'
import { LookingToolbar, Toolbar } from './toolbar.tsx'
import { ClusterMenuGroup } from '../clusters/cluster-bar.tsx'
import { ViewPanel } from './view-panel.tsx'

function MainMenu() {
  return (
    <DefaultMainMenu>
      <TldrawUiMenuGroup id="basic">
        <UndoRedoGroup />
        <ClipboardMenuGroup />
        <TldrawUiMenuGroup id="select-all">
          <SelectAllMenuItem />
        </TldrawUiMenuGroup>
        <ViewSubmenu />
      </TldrawUiMenuGroup>
      <TldrawUiMenuGroup id="preferences">
        <ToggleReduceMotionItem />
        <KeyboardShortcutsMenuItem />
      </TldrawUiMenuGroup>
    </DefaultMainMenu>
  )
}

function ContextMenu(props: TLUiContextMenuProps) {
  return (
    <DefaultContextMenu {...props}>
      <ClusterMenuGroup />
      <ClipboardMenuGroup />
      <TldrawUiMenuGroup id="modify">
        <ArrangeMenuSubmenu />
      </TldrawUiMenuGroup>
      <TldrawUiMenuGroup id="select-all">
        <SelectAllMenuItem />
      </TldrawUiMenuGroup>
    </DefaultContextMenu>
  )
}

const common = {
  PageMenu: null,
  HelpMenu: null,
  DebugMenu: null,
  DebugPanel: null,
  SharePanel: null,
  TopPanel: null,
  Minimap: null,
  NavigationPanel: ViewPanel,
  ImageToolbar: null,
  VideoToolbar: null,
  CursorChatBubble: null,
  ErrorFallback: BoardFault,
  LoadingScreen: Loading,
} satisfies TLComponents

/** For whoever may write. */
export const writingComponents: TLComponents = {
  ...common,
  Toolbar,
  MainMenu,
  ContextMenu,
  StylePanel,
}

/** For a board that is only looked at. */
export const lookingComponents: TLComponents = {
  ...common,
  MainMenu: null,
  QuickActions: null,
  ActionsMenu: null,
  ContextMenu: null,
  StylePanel: null,
  RichTextToolbar: null,
  Toolbar: LookingToolbar,
}
