/** How a failure crosses from the worker to the main thread: errors lose their class on the way. */
import { DefectError } from '../../../shared/assert.ts'
import { StoreError } from '../../core/ports.ts'

export type Failure =
  | { readonly kind: 'fault'; readonly code: StoreError['code']; readonly why: string }
  | { readonly kind: 'defect'; readonly why: string }

/** SQLite's primary result codes, the low byte of an extended one. */
const primary = { busy: 5, corrupt: 11, full: 13, constraint: 19, mismatch: 20, range: 25, notADatabase: 26 }
/** Constraints that a concurrent write can break; the others only our own mistake can. */
const constraintForeignKey = 787
const constraintPrimaryKey = 1555
const constraintUnique = 2067

export function failureFrom(cause: unknown): Failure {
  if (cause instanceof StoreError) {
    const why = cause.cause instanceof Error ? cause.cause.message : cause.message
    return { kind: 'fault', code: cause.code, why }
  }
  const why = cause instanceof Error ? cause.message : String(cause)
  const errcode = sqliteCode(cause)
  if (errcode === null) return { kind: 'defect', why }
  if ([constraintForeignKey, constraintPrimaryKey, constraintUnique].includes(errcode)) {
    return { kind: 'fault', code: 'conflict', why }
  }
  switch (errcode & 0xff) {
    case primary.constraint:
    case primary.mismatch:
    case primary.range:
      return { kind: 'defect', why }
    case primary.full:
      return { kind: 'fault', code: 'disk-full', why }
    case primary.corrupt:
    case primary.notADatabase:
      return { kind: 'fault', code: 'corrupt', why }
    default:
      return { kind: 'fault', code: 'unavailable', why }
  }
}

export function errorFrom(failure: Failure): StoreError | DefectError {
  if (failure.kind === 'defect') return new DefectError(`store: ${failure.why}`)
  return new StoreError(failure.code, { cause: new Error(failure.why) })
}

/** True when only the asked write is at fault, so that others in its transaction can go on. */
export function concernsOneWrite(failure: Failure): boolean {
  return failure.kind === 'defect' || failure.code === 'conflict' || failure.code === 'fenced'
}

/** True when another connection holds what was asked for. */
export function isBusy(cause: unknown): boolean {
  return ((sqliteCode(cause) ?? 0) & 0xff) === primary.busy
}

function sqliteCode(cause: unknown): number | null {
  if (!(cause instanceof Error) || !('errcode' in cause)) return null
  return typeof cause.errcode === 'number' ? cause.errcode : null
}
