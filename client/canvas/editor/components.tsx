/** The parts of the editor's interface that we keep, and in which order. */
import {
  ArrangeMenuSubmenu,
  ArrowToolbarItem,
  ClipboardMenuGroup,
  DefaultContextMenu,
  DefaultMainMenu,
  DefaultStylePanel,
  DefaultToolbar,
  DrawToolbarItem,
  EllipseToolbarItem,
  EraserToolbarItem,
  HandToolbarItem,
  HighlightToolbarItem,
  KeyboardShortcutsMenuItem,
  LineToolbarItem,
  NoteToolbarItem,
  RectangleToolbarItem,
  ReorderMenuSubmenu,
  SelectAllMenuItem,
  SelectToolbarItem,
  TextToolbarItem,
  TldrawUiMenuGroup,
  ToggleReduceMotionItem,
  UndoRedoGroup,
  useEditor,
  useValue,
  ViewSubmenu,
  type TLComponents,
  type TLUiContextMenuProps,
  type TLUiStylePanelProps,
} from 'tldraw'
import { rightsOf } from './rights.ts'
import { ViewPanel } from './view-panel.tsx'

function Toolbar() {
  return (
    <DefaultToolbar>
      <NoteToolbarItem />
      <SelectToolbarItem />
      <HandToolbarItem />
      <DrawToolbarItem />
      <TextToolbarItem />
      <ArrowToolbarItem />
      <EraserToolbarItem />
      <RectangleToolbarItem />
      <EllipseToolbarItem />
      <LineToolbarItem />
      <HighlightToolbarItem />
    </DefaultToolbar>
  )
}

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
      <ClipboardMenuGroup />
      <TldrawUiMenuGroup id="modify">
        <ArrangeMenuSubmenu />
        <ReorderMenuSubmenu />
      </TldrawUiMenuGroup>
      <TldrawUiMenuGroup id="select-all">
        <SelectAllMenuItem />
      </TldrawUiMenuGroup>
    </DefaultContextMenu>
  )
}

/**
 * Styles are offered for what one may style. Not for notes: their colour says what kind they are,
 * and their letters find their own size.
 */
function StylePanel(props: TLUiStylePanelProps) {
  const editor = useEditor()
  const isOffered = useValue(
    'styles offered',
    () => {
      const rights = rightsOf(editor)
      if (rights === null || !rights.mayWrite()) return false
      const selected = editor.getSelectedShapes()
      const tool = editor.getCurrentToolId()
      if (selected.length === 0) return ['draw', 'text', 'arrow', 'geo', 'line', 'highlight'].includes(tool)
      return selected.some(
        (shape) => shape.type !== 'note' && shape.type !== 'card' && rights.mayDelete(editor, shape),
      )
    },
    [editor],
  )
  return isOffered ? <DefaultStylePanel {...props} /> : null
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
  Toolbar: () => (
    <DefaultToolbar>
      <HandToolbarItem />
      <SelectToolbarItem />
    </DefaultToolbar>
  ),
}
