/** What people in a session choose of a drawing: its colour and its size. All else stays as it is. */
import {
  DefaultColorStyle,
  DefaultSizeStyle,
  DefaultStylePanel,
  getDefaultColorTheme,
  TldrawUiButtonPicker,
  TldrawUiToolbar,
  useEditor,
  useRelevantStyles,
  useTranslation,
  useValue,
  type StyleProp,
  type TLUiButtonPickerProps,
  type TLUiStylePanelProps,
} from 'tldraw'
import { rightsOf } from './rights.ts'

const colours = (['black', 'blue', 'green', 'red', 'orange', 'violet'] as const).map((value) => ({
  value,
  icon: 'color',
}))
const sizes = [
  { value: 's', icon: 'size-small' },
  { value: 'm', icon: 'size-medium' },
  { value: 'l', icon: 'size-large' },
  { value: 'xl', icon: 'size-extra-large' },
] as const
const theme = getDefaultColorTheme({ isDarkMode: false })

const styledTools = ['draw', 'text', 'arrow', 'geo', 'line', 'highlight']
const unstyledShapes = ['note', 'card', 'cluster', 'chip']

/**
 * Not offered for notes: their colour says what kind they are, and their letters find their own size.
 */
export function StylePanel(props: TLUiStylePanelProps) {
  const styles = useRelevantStyles()
  const isOffered = useOffersStyles()
  if (!isOffered || styles === null) return null
  const [colour, size] = [styles.get(DefaultColorStyle), styles.get(DefaultSizeStyle)]

  return (
    <DefaultStylePanel {...props}>
      <div className="style-choices" data-testid="style.panel">
        {colour !== undefined && (
          <Picker uiType="color" style={DefaultColorStyle} items={colours} value={colour} />
        )}
        {size !== undefined && <Picker uiType="size" style={DefaultSizeStyle} items={sizes} value={size} />}
      </div>
    </DefaultStylePanel>
  )
}

type PickerProps<T extends string> = Pick<TLUiButtonPickerProps<T>, 'style' | 'items' | 'value'> & {
  readonly uiType: 'color' | 'size'
}

/** One row of choices, which holds for what is selected and for what comes next. */
function Picker<T extends string>({ uiType, ...choice }: PickerProps<T>) {
  const editor = useEditor()
  const say = useTranslation()
  const title = say(`style-panel.${uiType}`)
  const choose = (style: StyleProp<T>, value: T): void => {
    editor.run(() => {
      if (editor.isIn('select')) editor.setStyleForSelectedShapes(style, value)
      editor.setStyleForNextShapes(style, value)
      editor.updateInstanceState({ isChangingStyle: true })
    })
  }
  return (
    <TldrawUiToolbar label={title}>
      <TldrawUiButtonPicker
        {...choice}
        title={title}
        uiType={uiType}
        onValueChange={choose}
        theme={theme}
        onHistoryMark={(id) => void editor.markHistoryStoppingPoint(id)}
      />
    </TldrawUiToolbar>
  )
}

/** Whether there is anything that this person may give a colour or a size. */
export function useOffersStyles(): boolean {
  const editor = useEditor()
  return useValue(
    'styles offered',
    () => {
      // Asked for first: they change, while rights come without a word when the board is connected.
      const [tool, selected] = [editor.getCurrentToolId(), editor.getSelectedShapes()]
      const rights = rightsOf(editor)
      if (rights === null || !rights.mayWrite()) return false
      if (selected.length === 0) return styledTools.includes(tool)
      return selected.some((shape) => !unstyledShapes.includes(shape.type) && rights.mayDelete(editor, shape))
    },
    [editor],
  )
}
