import { Component, type ReactNode } from 'react'
import { ProblemPage } from './problem-page.tsx'

/**
 * A defect in a page, or a part of the program that didn't load (the network, or a newer version on
 * the server). Loading again mends both, and what was written is on the server or in the board's link.
 */
export class ErrorCatcher extends Component<
  { readonly children: ReactNode },
  { readonly hasFailed: boolean }
> {
  override state = { hasFailed: false }

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true }
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children
    return <ProblemPage problem={{ code: 'unreadable' }} onRetry={() => window.location.reload()} />
  }
}
