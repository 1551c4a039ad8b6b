/**
 * What this browser keeps between visits. A browser may refuse storage (private window, policy);
 * then nothing is remembered, which is never an error.
 */
function read(area: () => Storage, key: string): string | null {
  try {
    return area().getItem(key)
  } catch {
    return null
  }
}

function write(area: () => Storage, key: string, value: string | null): void {
  try {
    if (value === null) area().removeItem(key)
    else area().setItem(key, value)
  } catch {
    // Refused or full: the page goes on without.
  }
}

// Functions, because merely naming `localStorage` throws where storage is forbidden.
const device = () => window.localStorage
const tab = () => window.sessionStorage

export const deviceMemory = {
  get: (key: string) => read(device, key),
  set: (key: string, value: string | null) => write(device, key, value),
}
/** Which boards this tab opened, and as whom. */
export const opensAs = 'leerbord.opened'

export const tabMemory = {
  get: (key: string) => read(tab, key),
  set: (key: string, value: string | null) => write(tab, key, value),
}
