import type { PictureFiles } from '../../server/core/ports.ts'

/** Files of pictures in memory, keeping the contract of all. */
export class MemoryPictureFiles implements PictureFiles {
  readonly #files = new Map<string, Uint8Array>()

  async keep(sha256: string, bytes: Uint8Array): Promise<void> {
    await Promise.resolve()
    this.#files.set(sha256, bytes.slice())
  }
  async read(sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
    await Promise.resolve()
    const bytes = this.#files.get(sha256)
    return bytes === undefined ? null : new Uint8Array(bytes)
  }
  async drop(sha256: string): Promise<void> {
    await Promise.resolve()
    this.#files.delete(sha256)
  }
  async list(): Promise<readonly string[]> {
    await Promise.resolve()
    return [...this.#files.keys()].toSorted()
  }
}
