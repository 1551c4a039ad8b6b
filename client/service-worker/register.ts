/** Asks the browser to keep the pages; only where it may (https, this machine) and of a build. */
export function keepPagesOnDevice(): void {
  if (!import.meta.env.PROD || !window.isSecureContext || !('serviceWorker' in navigator)) return
  const register = async (): Promise<void> => {
    try {
      await navigator.serviceWorker.register('/sw.js', { scope: '/', updateViaCache: 'none' })
    } catch {
      // Refused (private window, policy): the pages need a line, as before.
    }
  }
  void register()
}
