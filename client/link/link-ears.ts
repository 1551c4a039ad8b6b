/** Who listens to a link, and to what. It doesn't know what a link does; the link tells. */
import type * as Y from 'yjs'
import { Hearers } from './hearers.ts'
import type { RefusalNews, SessionNews } from './link-ports.ts'

export class LinkEars {
  protected readonly changes = new Hearers()
  protected readonly docs = new Hearers<[doc: Y.Doc]>()
  protected readonly news = new Hearers<[news: SessionNews]>()
  protected readonly refusals = new Hearers<[refusal: RefusalNews]>()
  protected readonly faces = new Hearers()
  protected readonly ends = new Hearers()

  /** Hears every change of `state`, `notPlaced`, `keepsUnsaved` and `isSynced`. */
  readonly subscribe = this.changes.add
  /** Hears when another doc has taken the place of the present one. */
  readonly onDoc = this.docs.add
  readonly onSession = this.news.add
  readonly onRefused = this.refusals.add
  /** Runs before others' changes are applied and before the page goes: write what isn't in the doc yet. */
  readonly beforeRemote = this.faces.add
  readonly onEnd = this.ends.add
}
