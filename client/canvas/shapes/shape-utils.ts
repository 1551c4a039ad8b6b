import { ChipUtil } from '../clusters/chip-util.tsx'
import { ClusterUtil } from '../clusters/cluster-util.tsx'
import { PictureUtil } from '../pictures/picture-util.tsx'
import { CardUtil } from './card-util.tsx'
import { HeaderUtil } from './header-util.tsx'
import { MarkUtil } from './mark-util.tsx'
import { BoardNoteUtil } from './note-util.tsx'
import { ZoneUtil } from './zone-util.tsx'
import './shapes.css'

/** Shapes that look or behave other than the editor's own. */
export const boardShapeUtils = [
  BoardNoteUtil,
  ZoneUtil,
  HeaderUtil,
  MarkUtil,
  CardUtil,
  ClusterUtil,
  ChipUtil,
  PictureUtil,
]
