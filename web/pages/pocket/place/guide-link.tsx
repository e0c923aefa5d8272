import { actionLook } from '../../../ui/pocket/action.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import type { Point } from './distance.ts'
import { texts } from './texts.ts'

const isApple = /iPhone|iPad|Macintosh/.test(navigator.userAgent)

/** Opens the phone's own map at a place. */
export function GuideLink({ to: { lon, lat }, name }: { to: Point; name: string }) {
  const t = useText(texts)
  const query = new URLSearchParams({ q: isApple ? name : `${lat},${lon}(${name})` })
  const href = isApple ? `maps://?ll=${lat},${lon}&${query}` : `geo:${lat},${lon}?${query}`
  return (
    <a className={actionLook('other')} href={href}>
      {t('guide')}
    </a>
  )
}
