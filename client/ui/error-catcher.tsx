import { Component, type ReactNode } from 'react'
import { ProblemPage } from './problem-page.tsx'

/**
 * A defect in a page, or a part of the program that didn't load (the network, or a newer version on
 * the server). Loading again mends both. A board's link goes on saving behind this page; while it has
 * not done so the browser asks before it loads, and what the server refused is in the tray after it.
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
