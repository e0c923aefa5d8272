import type { InstalledPack } from '../../../../contract/packs.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { texts } from './texts.ts'

const reasons = { draft: 'draftWhy', tested: 'testedWhy', piloted: 'pilotedWhy' } as const
const marks = { draft: '○', tested: '◐', piloted: '●' } as const

/** How far a pack has come, and on request why. */
export function PackLevel({ level, why = false }: { level: InstalledPack['level']; why?: boolean }) {
  const t = useText(texts)
  if (level === null) return <>—</>
  return (
    <>
      <span title={t(reasons[level])}>
        {marks[level]} {t(level)}
      </span>
      {why && <span className={css.quiet}> · {t(reasons[level])}</span>}
    </>
  )
}
