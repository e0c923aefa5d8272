const rowsOf = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-case-row]')]

/**
 * Moves the focus through the lines of the list; Enter then opens the line that has it. From outside the list it goes on
 * from the case that is open.
 */
export function focusRow(to: 'first' | 'next' | 'previous'): void {
  const rows = rowsOf()
  const focused = rows.findIndex((row) => row.matches(':focus'))
  const at = focused === -1 ? rows.findIndex((row) => row.ariaCurrent === 'true') : focused
  const next = to === 'first' ? 0 : at + (to === 'next' ? 1 : -1)
  const row = rows[Math.max(0, next)]
  row?.focus({ preventScroll: true })
  row?.scrollIntoView({ block: 'nearest' })
}
