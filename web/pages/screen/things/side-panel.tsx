import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { page } from '../../../paths.ts'
import { useHotKeys } from '../../../ui/keys/hot-keys.ts'
import { Panel } from '../../../ui/parts/panel.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import type { ScreenSearch } from '../search.ts'
import { texts } from './texts.ts'
import css from './things.module.css'

interface SidePanelProps {
  title: string
  remark?: string | undefined
  /** What the address is when it is closed. */
  closed: ScreenSearch
  children: ReactNode
}

/** What was asked for in more detail, at the right in the place of what needs somebody; Esc closes it. */
export function SidePanel({ title, remark, closed, children }: SidePanelProps) {
  const t = useText(texts)
  const navigate = useNavigate()
  const close = () => void navigate(page.screen(closed))
  useHotKeys([{ key: 'Escape', says: t('back'), run: close }])
  return (
    <Panel
      title={title}
      remark={
        <>
          {remark}{' '}
          <button type="button" className={css.close} onClick={close}>
            {t('back')} ×
          </button>
        </>
      }
    >
      <div className={css.side}>{children}</div>
    </Panel>
  )
}
