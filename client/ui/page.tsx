import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { useFocusOnArrival } from '../browser/page-focus.ts'
import { usePageTitle } from '../browser/title.ts'
import { useText } from '../text/text.ts'
import { Button } from './button.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { Logo } from './logo.tsx'

const About = lazy(async () => ({ default: (await import('./about.tsx')).About }))

interface PageProps {
  /** In the window's title; null on the start page, which is the product itself. */
  readonly title: string | null
  readonly width?: 'wide' | 'text' | 'narrow'
  /** Where one comes from: a link back, in the header. */
  readonly trail?: { readonly href: string; readonly text: string } | undefined
  readonly children: ReactNode
}

/** What every page but the board has around it: skip link, header, main, footer. */
export function Page({ title, width = 'wide', trail, children }: PageProps) {
  const { say } = useText()
  usePageTitle(title)
  useFocusOnArrival()
  return (
    <>
      <a className="skip-link" href="#main">
        {say('page.skip')}
      </a>
      <header className="page-header" data-width={width} data-ground={title === null ? 'paper' : 'slate'}>
        <Link className="brand" href="/" aria-label={say('page.home')}>
          <Logo />
          <span>Leerbord</span>
        </Link>
        {trail !== undefined && (
          <nav aria-label={say('page.trail')}>
            <Link className="trail" href={trail.href}>
              {trail.text}
            </Link>
          </nav>
        )}
        <div className="push">
          <LanguageSwitch />
        </div>
      </header>
      <main id="main" className="page-main" data-width={width} tabIndex={-1}>
        {children}
      </main>
      <footer className="page-footer" data-width={width}>
        <span>{say('page.promise')}</span>
        <AboutButton />
      </footer>
    </>
  )
}

/** Longer than this, a title in the largest letters takes half a phone. */
const longTitle = 48

/** What a page is about, in words of people. */
export function PageHeading({ children }: { readonly children: string }) {
  return <h1 data-long={children.length > longTitle || undefined}>{children}</h1>
}

export function AboutButton() {
  const { say } = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {say('about.open')}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <About onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
