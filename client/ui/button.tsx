import type { ButtonHTMLAttributes, ReactNode } from 'react'

export type ButtonLook = 'main' | 'plain' | 'quiet' | 'stop' | 'quiet-stop'

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'className'> {
  readonly look?: ButtonLook
  /** Under way: stays focusable and says so, does nothing when pressed again. */
  readonly isBusy?: boolean
  readonly children: ReactNode
}

export function Button({ look = 'plain', isBusy = false, type = 'button', onClick, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className="button"
      data-look={look}
      aria-disabled={isBusy || undefined}
      aria-busy={isBusy || undefined}
      onClick={(pressed) => {
        if (isBusy) pressed.preventDefault()
        else onClick?.(pressed)
      }}
    />
  )
}
