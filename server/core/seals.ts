/**
 * Hashes and signatures, as the core needs them. The secret behind them lives in DATA_DIR and never
 * comes here.
 */
import type { LinkId } from '../../shared/ids.ts'

export interface Seals {
  /** SHA-256, hex. */
  hash(content: string | Uint8Array): string
  /** The key text of a link: derived, so it can be shown again and is stored nowhere. */
  signKey(linkId: LinkId, generation: number): string
  /** What a key text names; null when it was not signed by this server. */
  readKey(text: string): { readonly linkId: LinkId; readonly generation: number } | null
}
