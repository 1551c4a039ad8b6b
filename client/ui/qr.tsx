import { useMemo } from 'react'
import { encode } from 'uqr'

/** A link as a QR code: one path, dark on white, with a quiet edge of four. */
export function Qr({ text, alt }: { readonly text: string; readonly alt: string }) {
  const { size, path } = useMemo(() => drawn(text), [text])
  return (
    <div className="qr">
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={alt} shapeRendering="crispEdges">
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#0f1f1b" />
      </svg>
    </div>
  )
}

function drawn(text: string): { size: number; path: string } {
  const code = encode(text, { ecc: 'M', border: 4 })
  let path = ''
  code.data.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (isDark) path += `M${x} ${y}h1v1h-1z`
    })
  })
  return { size: code.size, path }
}
