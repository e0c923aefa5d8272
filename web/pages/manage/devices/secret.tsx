import { Button } from 'antd'
import { useState } from 'react'
import type { IssuedDevice } from '../../../../contract/sensing.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import parts from '../parts/parts.module.css'
import { texts as common } from '../texts.ts'
import { texts } from './texts.ts'

/** A secret just made, the only time it is shown, and how a device uses it. */
export function Secret({ issued }: { issued: IssuedDevice }) {
  const t = useText(texts)
  const c = useText(common)
  const [copied, setCopied] = useState(false)
  const { id, secret } = issued
  if (secret === null) return <p className={css.note}>{t('secretGone')}</p>
  const copy = () => void navigator.clipboard?.writeText(secret).then(() => setCopied(true))
  return (
    <div className={css.stack} role="status">
      <p>{t('secret')}</p>
      <div className={parts.secret}>
        <code className={css.code}>{secret}</code>
        <Button onClick={copy}>{copied ? c('copied') : c('copy')}</Button>
      </div>
      <p className={css.quiet}>{t('howTo')}</p>
      <code className={css.code}>
        MQTT: {id} / ••• → things/&lt;code&gt;/readings
        <br />
        HTTP: POST {location.origin}/api/v1/readings · Authorization: Bearer {id}.•••
      </code>
    </div>
  )
}
