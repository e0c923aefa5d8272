import { useFreshness } from '../../api/live/use-live.tsx'
import { useText } from '../../ui/texts/use-text.ts'
import { useFormat } from '../../ui/time/use-format.ts'
import { texts as headTexts } from './head/texts.ts'
import css from './screen.module.css'
import { texts } from './texts.ts'
import type { ScreenData } from './use-screen.ts'

/** Says over everything that what is shown is as of when, or that part of it could not be had. */
export function StaleBar({ data, hasNewer }: { data: ScreenData; hasNewer: boolean }) {
  const t = useText(texts)
  const head = useText(headTexts)
  const format = useFormat()
  const { state, asOf } = useFreshness()
  const overview = data.overview.data
  const isStale = state === 'stale' || state === 'signed-out' || (overview !== undefined && data.overview.isError)
  const at = overview === undefined ? asOf : Math.min(asOf ?? Number.POSITIVE_INFINITY, Date.parse(overview.at))
  if (isStale && at !== null)
    return (
      <p className={css.stale} role="status">
        <b className="figures">{t('stale', { time: format.second(at) })}</b> {t('staleWhy')}
      </p>
    )
  if (Object.values(data).some(({ isError }) => isError)) return <p className={css.stale}>{t('refused')}</p>
  if (!hasNewer) return null
  return (
    <button type="button" className={css.newer} onClick={() => location.reload()}>
      {head('newVersion')}
    </button>
  )
}
