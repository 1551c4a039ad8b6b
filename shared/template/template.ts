/**
 * A template as versioned data. Nothing in here draws or decides; `instantiate.ts` lays it.
 * Measures are in units: 1 u = 200 canvas px = one note; the origin is the instance's top left.
 */
import type { MarkForm, NoteKind, ZoneAttribution, ZoneForm } from '../board/vocabulary.ts'
import type { Localised } from '../language.ts'
import type { StepMode } from '../session/mode.ts'

export const unitPx = 200
/** The strip above an instance, in units: title, purpose, phase, step. */
export const headerHeight = 1.5
/** The band at the top of a zone, in units: title and prompt. Notes lie below it. */
export const headerBand = 0.7
/** That of a level: two rows of notes lie below it. */
const levelBand = 0.5
/** How far a level of the pyramid is wider at its foot than at its head, on each side, in units. */
export const levelSlope = 0.75

/** The band at the top of a zone of this form, in units. */
export function bandOf(form: ZoneForm): number {
  return form === 'level' ? levelBand : headerBand
}

/** `[x, y, w, h]` in units. */
export type Box = readonly [x: number, y: number, w: number, h: number]

export interface TemplateZone {
  readonly key: string
  readonly title: Localised
  readonly prompt: Localised
  readonly box: Box
  readonly kind: NoteKind
  readonly form: ZoneForm
  readonly attribution: ZoneAttribution
  /** Of an output zone: how many shared cards lie in it, one below the other. Absent: one. */
  readonly cards?: number
}

/** Something drawn inside the template. */
export interface TemplateMark {
  readonly key: string
  readonly form: MarkForm
  readonly box: Box
  readonly label?: Localised
}

/** One step of the template's script. */
export interface TemplateStep {
  readonly minutes: number
  readonly mode: StepMode
  /** Zones that are open in this step; absent means all. */
  readonly zones?: readonly string[]
  /** On everyone's screen; like all of a template at most ten words a sentence in Dutch. */
  readonly onScreen: Localised
  readonly facilitator: Localised
}

export interface Template {
  readonly key: string
  readonly version: number
  readonly name: Localised
  /** One line under the title on the board. */
  readonly purpose: Localised
  readonly phases: readonly number[]
  readonly steps: readonly number[]
  readonly minutes: { readonly full: number; readonly short: number }
  readonly size: readonly [w: number, h: number]
  readonly zones: readonly TemplateZone[]
  readonly marks: readonly TemplateMark[]
  readonly script: readonly TemplateStep[]
}
