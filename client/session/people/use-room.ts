import { useSyncExternalStore } from 'react'

/** From this width on there is room for so many faces in the bar; below the first for none. */
const rooms = [
  { query: '(min-width: 100rem)', faces: 8 },
  { query: '(min-width: 80rem)', faces: 5 },
  { query: '(min-width: 62rem)', faces: 4 },
  { query: '(min-width: 52rem)', faces: 3 },
] as const

export function useRoom(): number {
  return useSyncExternalStore(subscribe, room)
}

function room(): number {
  return rooms.find(({ query }) => matchMedia(query).matches)?.faces ?? 0
}

function subscribe(heard: () => void): () => void {
  const lists = rooms.map(({ query }) => matchMedia(query))
  for (const list of lists) list.addEventListener('change', heard)
  return () => {
    for (const list of lists) list.removeEventListener('change', heard)
  }
}
