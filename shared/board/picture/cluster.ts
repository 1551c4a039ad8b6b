/** Clusters and their chips. A cluster is a rounded ground around its notes, with its name above them. */
import { clusterBox, clusterGround, clusterRoom } from '../cluster.ts'
import { kindLooks } from '../kinds.ts'
import type { Box } from '../geometry.ts'
import type { ChipShape, ClusterShape } from '../schema.ts'
import { chipSize } from '../vocabulary.ts'
import { boxEdge, type Drawn } from './drawn.ts'
import { fitText } from './lines.ts'
import type { Setting } from './setting.ts'
import { words } from './words.ts'
import { element } from './xml.ts'

const look = kindLooks.cluster
const radius = 28

export function drawCluster({ props }: ClusterShape, inside: Box): Drawn {
  const { x, y, w, h } = clusterBox(inside)
  const name = fitText(props.richText, { width: w - 48, height: clusterRoom.name - 16 }, 34, 16)
  const markup = [
    element('rect', {
      x,
      y,
      width: w,
      height: h,
      rx: radius,
      fill: clusterGround,
      stroke: look.stroke,
      'stroke-width': 4,
    }),
    words(name, { x: x + 24, y: y + (clusterRoom.name - name.height) / 2 }, w - 48, 'start', {
      fill: look.ink,
    }),
  ].join('')
  return { markup, edge: boxEdge(w, h).map((point) => ({ x: x + point.x, y: y + point.y })) }
}

/** The name of its cluster on a small card; an empty one for a cluster that is gone. */
export function drawChip({ props }: ChipShape, setting: Setting): Drawn {
  const { w, h } = chipSize
  const cluster = setting.placed.get(props.cluster)?.shape
  const name =
    cluster?.type === 'cluster'
      ? words(
          fitText(cluster.props.richText, { width: w - 48, height: h - 24 }, 34, 16),
          { x: 24, y: 16 },
          w - 48,
          'start',
          {
            fill: look.ink,
          },
        )
      : ''
  const markup =
    element('rect', {
      width: w,
      height: h,
      rx: h / 4,
      fill: look.fill,
      stroke: look.stroke,
      'stroke-width': 3,
    }) + name
  return { markup, edge: boxEdge(w, h) }
}
