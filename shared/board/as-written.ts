/**
 * Yjs takes superfluous marks out of a text when changes of others come in, by a change of its own making:
 * in one copy of the doc and not in the next, and sent under the name of whoever merely looked on, who
 * would be refused for it in another's note. A doc of a board holds what was written, and nothing else.
 */
import type * as Y from 'yjs'

export function keepAsWritten(doc: Y.Doc): void {
  doc.on('afterTransaction', (transaction) => {
    // oxlint-disable-next-line no-underscore-dangle -- Yjs has no other way to leave it be
    transaction._needFormattingCleanup = false
  })
}
