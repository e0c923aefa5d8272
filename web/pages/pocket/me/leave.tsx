import { useRef, useState } from 'react'
import { forgetAnswers } from '../../../api/device/answers.ts'
import { useOutboxState } from '../../../api/outbox/use-outbox.tsx'
import { auth } from '../../../paths.ts'
import { Action } from '../../../ui/pocket/action.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { useIsOnline } from '../frame/use-connection.ts'
import css from './me.module.css'
import { texts } from './texts.ts'

/** The way out. What is unsent stays for whoever wrote it; what was read is forgotten. */
export function Leave() {
  const t = useText(texts)
  const form = useRef<HTMLFormElement>(null)
  const online = useIsOnline()
  const count = useOutboxState().items.length
  const [sure, setSure] = useState(false)
  const leave = () => void forgetAnswers().then(() => form.current?.submit())
  return (
    <section className={css.leave}>
      <form ref={form} method="post" action={auth.signOut()} hidden />
      {!online && <p>{t('leaveOffline')}</p>}
      {sure ? (
        <>
          <p role="alert">{t('leaveWaiting', { count })}</p>
          <Action weight="main" onPress={() => setSure(false)}>
            {t('stay')}
          </Action>
          <Action onPress={leave} isDisabled={!online}>
            {t('leaveAnyway')}
          </Action>
        </>
      ) : (
        <Action onPress={() => (count > 0 ? setSure(true) : leave())} isDisabled={!online}>
          {t('leave')}
        </Action>
      )}
    </section>
  )
}
