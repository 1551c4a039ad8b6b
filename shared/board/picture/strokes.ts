/** Colours, widths and dashes of what people draw, as tldraw's light theme has them. */
import { unreachable } from '../../assert.ts'
import type { BoardShape } from '../schema.ts'
import type { Attributes } from './xml.ts'

type Styled = Extract<BoardShape, { type: 'geo' }>['props']
export type Colour = Styled['color']
export type Size = Styled['size']
export type Dash = Styled['dash']
export type Fill = Styled['fill']

const colours: { readonly [C in Colour]: { readonly line: string; readonly wash: string } } = {
  black: { line: '#1d1d1d', wash: '#e8e8e8' },
  grey: { line: '#9fa8b2', wash: '#eceef0' },
  'light-violet': { line: '#e085f4', wash: '#f5eafa' },
  violet: { line: '#ae3ec9', wash: '#ecdcf2' },
  blue: { line: '#4465e9', wash: '#dce1f8' },
  'light-blue': { line: '#4ba1f1', wash: '#ddedfa' },
  yellow: { line: '#f1ac4b', wash: '#f9f0e6' },
  orange: { line: '#e16919', wash: '#f8e2d4' },
  green: { line: '#099268', wash: '#d3e9e3' },
  'light-green': { line: '#4cb05e', wash: '#dbf0e0' },
  'light-red': { line: '#f87777', wash: '#f4dadb' },
  red: { line: '#e03131', wash: '#f4dadb' },
  white: { line: '#ffffff', wash: '#f5f5f5' },
}
const strokeWidths: { readonly [S in Size]: number } = { s: 2, m: 3.5, l: 5, xl: 10 }
/** Labels of shapes and arrows; free text is larger. */
export const labelSizes: { readonly [S in Size]: number } = { s: 18, m: 22, l: 26, xl: 32 }
export const textSizes: { readonly [S in Size]: number } = { s: 18, m: 24, l: 36, xl: 44 }

export function lineColour(colour: Colour): string {
  return colours[colour].line
}

export function strokeWidth(size: Size, scale: number): number {
  return strokeWidths[size] * scale
}

export function fillOf(fill: Fill, colour: Colour): string {
  switch (fill) {
    case 'none':
      return 'none'
    case 'semi':
      return '#fcfffe'
    case 'fill':
      return colours[colour].line
    case 'solid':
    case 'pattern':
      return colours[colour].wash
    default:
      return unreachable(fill)
  }
}

export function strokeOf(colour: Colour, width: number, dash: Dash): Attributes {
  return {
    stroke: lineColour(colour),
    'stroke-width': width,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'stroke-dasharray':
      dash === 'dashed' ? `${width * 2} ${width * 2.5}` : dash === 'dotted' ? `0 ${width * 2}` : null,
  }
}
