/**
 * Idempotency. A request with a key is answered once: its receipt is stored in the same commit as
 * what it did, so a crash leaves both or neither. The same key and body later gets the same answer;
 * the same key with another body is refused.
 *
 * A receipt holds ids only. Keys and links in an answer are derived again, never stored.
 */
import type { Outcome } from '../../shared/wire/problem.ts'
import { answered, refused, retryOnConflict, type DeskPorts } from './desk.ts'
import type { Fact } from './ports.ts'

export interface Once {
  /** Whose key it is and for which call: two people may choose the same key. */
  readonly scope: string
  readonly key: string
  readonly bodyHash: string
}

/** The facts that a desk adds to its commit for an answer. */
export type ReceiptFor<T> = (answer: T) => readonly Fact[]
export type Done<T> = Outcome<{ readonly value: T; readonly isReplay: boolean }>

const dayMs = 24 * 60 * 60 * 1000

export async function answerOnce<T>(
  ports: Pick<DeskPorts, 'store' | 'turns' | 'clock'>,
  once: Once | null,
  parseAnswer: (stored: unknown) => T,
  work: (receiptFor: ReceiptFor<T>) => Promise<Outcome<T>>,
): Promise<Done<T>> {
  if (once === null) return first(await work(() => []))
  const { scope, key, bodyHash } = once
  const receiptFor = (answer: T): readonly Fact[] => {
    // To the day: on a nameless board the minute of a request could say who wrote.
    const at = Math.floor(ports.clock.now() / dayMs) * dayMs
    return [{ add: 'receipt', row: { scope, key, bodyHash, answer: JSON.stringify(answer), at } }]
  }
  // A twin in this process waits for its turn; one in another process meets a conflict and comes again.
  return ports.turns.take(`once ${scope} ${key}`, () =>
    retryOnConflict(async () => {
      const receipt = await ports.store.receipt(scope, key)
      if (receipt === null) return first(await work(receiptFor))
      if (receipt.bodyHash !== bodyHash) return refused('key-reused')
      return answered({ value: parseAnswer(JSON.parse(receipt.answer)), isReplay: true })
    }),
  )
}

function first<T>(outcome: Outcome<T>): Done<T> {
  return outcome.ok ? answered({ value: outcome.answer, isReplay: false }) : outcome
}
