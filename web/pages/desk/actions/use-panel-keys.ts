import type { Case } from '../../../../contract/cases/index.ts'
import { type HotKey, useHotKeys } from '../../../ui/keys/hot-keys.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { texts } from './texts.ts'
import type { PanelState } from './use-panel.ts'

/** Letters take actions, digits choose in the open form, Enter does what was chosen, Esc puts it away. */
export function usePanelKeys(it: Case, panel: PanelState): void {
  const t = useText(texts)
  const said = useSaid()
  const { opened, isReady, isBegun, digitField } = panel
  const letters = it.actions.flatMap((action): HotKey[] => {
    const { key, name, allowed, id } = action
    if (key === null || !allowed) return []
    const run = () => (opened?.id === id && isReady ? panel.submit() : panel.take(action))
    return [{ key: key.toLowerCase(), says: said(name), run }]
  })
  const digits = panel.digits.map((option, at): HotKey => {
    const says = t('pick', { number: `${at + 1} ${said(option.name)}` })
    return { key: String(at + 1), says, run: () => digitField && panel.fill(digitField.id, option.id) }
  })
  const enter: HotKey[] =
    isBegun && isReady && opened ? [{ key: 'Enter', says: said(opened.name), run: panel.submit }] : []
  const leave: HotKey[] = isBegun ? [{ key: 'Escape', says: t('leave'), run: panel.leave }] : []
  useHotKeys([...letters, ...digits, ...enter, ...leave])
}
