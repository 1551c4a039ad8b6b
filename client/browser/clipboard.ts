/**
 * Copies text; true when it worked. On plain http there is no `navigator.clipboard`, so the old way
 * is the fallback: the text is selected in a field and the document is asked to copy.
 */
export async function copyText(text: string): Promise<boolean> {
  if ('clipboard' in navigator) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      // Not permitted here: the old way may still be.
    }
  }
  return copyBySelection(text)
}

function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.style.position = 'fixed'
  field.style.insetInlineStart = '-9999px'
  const focused = document.activeElement
  // Inside an open dialog only what lies in the dialog can be focused.
  const holder = focused?.closest('[role="dialog"], [role="alertdialog"]') ?? document.body
  holder.append(field)
  field.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    if (focused instanceof HTMLElement) focused.focus()
  }
}
