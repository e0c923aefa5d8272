import type { Device } from '../../../../contract/sensing.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import css from '../manage.module.css'
import { texts as common } from '../texts.ts'
import { texts } from './texts.ts'

/** Whether a device may still send. */
export function DeviceState({ device }: { device: Device }) {
  const t = useText(texts)
  const c = useText(common)
  return device.revokedAt === null ? (
    <span className={css.good}>● {c('active')}</span>
  ) : (
    <span className={css.quiet}>○ {t('stateRevoked')}</span>
  )
}

/** An instant, or that there was none. */
export function When({ at }: { at: string | null }) {
  const c = useText(common)
  const format = useFormat()
  return at === null ? <span className={css.quiet}>{c('never')}</span> : <time dateTime={at}>{format.when(at)}</time>
}

/** What a device may send for. */
export function SendsFor({ device }: { device: Device }) {
  const t = useText(texts)
  if (device.gateway) return <>{t('allThings')}</>
  const [first] = device.things
  return <>{device.things.length === 1 ? first : t('someThings', { count: device.things.length })}</>
}
