import { Button } from 'antd'
import { useMay } from '../../../api/me.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { texts } from '../texts.ts'

/** Whether something is in use, or retired. */
export function Standing({ retired }: { retired: boolean }) {
  const t = useText(texts)
  return retired ? (
    <span className={css.quiet}>○ {t('retired')}</span>
  ) : (
    <span className={css.good}>● {t('active')}</span>
  )
}

/** Above the facts of one row: whether it is in use, and the button that changes it for whoever may. */
export function StandingBar({ retired, onChange }: { retired: boolean; onChange: () => void }) {
  const t = useText(texts)
  const mayManage = useMay('city.manage')
  return (
    <div className={css.tools}>
      <Standing retired={retired} />
      {mayManage && (
        <Button size="small" onClick={onChange}>
          {t('edit')}
        </Button>
      )}
    </div>
  )
}
