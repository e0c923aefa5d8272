import { Button } from 'react-aria-components/Button'
import { useText } from '../../texts/use-text.ts'
import { useFormat } from '../../time/use-format.ts'
import css from './photos.module.css'
import { texts } from './texts.ts'

interface ArrivingProps {
  /** How much of it has arrived, between 0 and 1. */
  share: number
  state: 'waiting' | 'sending' | 'kept' | 'failed'
  /** Why it failed, in words. */
  problem: string | null
  onAgain: () => void
}

/** How far a photo has come, or sending it again. */
export function Arriving({ share, state, problem, onAgain }: ArrivingProps) {
  const t = useText(texts)
  const format = useFormat()
  if (state === 'failed')
    return (
      <p className={css.state} role="alert" data-failed="true">
        {problem ?? t('failed')}
        <Button className={css.again} onPress={onAgain}>
          {t('again')}
        </Button>
      </p>
    )
  if (state === 'kept')
    return (
      <p className={css.state} role="status">
        {t('arrived')}
      </p>
    )
  const says = t('arriving', { share: format.percent(Math.round(share * 100) / 100) })
  return (
    <p className={css.state}>
      <progress value={share} aria-label={says} />
      {says}
    </p>
  )
}
