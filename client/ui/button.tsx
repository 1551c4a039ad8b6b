import { type ButtonHTMLAttributes, type ReactNode, useId } from 'react'

export type ButtonLook = 'main' | 'plain' | 'quiet' | 'stop' | 'quiet-stop'

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'className'> {
  readonly look?: ButtonLook
  /** Under way: stays focusable and says so, does nothing when pressed again. */
  readonly isBusy?: boolean
  /** Why it does nothing now, in words: it stays focusable and says so. */
  readonly barredBy?: string | undefined
  /** What it opens, for the tour to point at. */
  readonly 'data-sheet'?: string
  readonly children: ReactNode
}

export function Button({
  look = 'plain',
  isBusy = false,
  barredBy,
  type = 'button',
  onClick,
  ...rest
}: ButtonProps) {
  const reasonId = useId()
  const isBarred = barredBy !== undefined
  return (
    <>
      <button
        {...rest}
        {...(isBarred && { title: barredBy, 'aria-describedby': reasonId })}
        type={type}
        className="button"
        data-look={look}
        data-barred={isBarred || undefined}
        aria-disabled={isBusy || isBarred || undefined}
        aria-busy={isBusy || undefined}
        onClick={(pressed) => {
          if (isBusy || isBarred) pressed.preventDefault()
          else onClick?.(pressed)
        }}
      />
      {isBarred && (
        <span id={reasonId} hidden>
          {barredBy}
        </span>
      )}
    </>
  )
}
