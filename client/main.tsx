import '@fontsource-variable/atkinson-hyperlegible-next/wght.css'
import './ui/tokens.css'
import './ui/base.css'
import './ui/controls.css'
import './ui/page.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { must } from '../shared/assert.ts'
import { App } from './app.tsx'
import { keepPagesOnDevice } from './service-worker/register.ts'
import { takeKeyFromAddress } from './start/join-key.ts'
import { startText } from './text/text.ts'

// Before anything else: the key of a join link leaves the address bar.
takeKeyFromAddress()
await startText()
createRoot(must(document.getElementById('root'), 'the element #root')).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
keepPagesOnDevice()
