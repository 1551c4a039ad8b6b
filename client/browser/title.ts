import { useEffect } from 'react'

/** The title of the window: the page first, the product last. */
export function usePageTitle(title: string | null): void {
  useEffect(() => {
    document.title = title === null ? 'Leerbord' : `${title} · Leerbord`
  }, [title])
}
