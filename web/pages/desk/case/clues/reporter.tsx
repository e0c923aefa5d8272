import { Button, Input } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../../../api/command.ts'
import { ProblemNote } from '../../../../frame/failed.tsx'
import { api } from '../../../../paths.ts'
import { ToggleChip } from '../../../../ui/parts/chip.tsx'
import { useText } from '../../../../ui/texts/use-text.ts'
import { words } from '../../../../ui/texts/words.ts'
import css from '../case.module.css'
import { texts } from '../texts.ts'

const purposes = ['purposeCheck', 'purposeTell', 'purposeBack'] as const
const leastLetters = 2

/**
 * Who told us: hidden, and shown for a purpose that is put on record. What was shown is kept nowhere and gone when the case
 * is left.
 */
export function Reporter({ id }: { id: string }) {
  const t = useText(texts)
  const word = useText(words)
  const [asking, setAsking] = useState(false)
  const [purpose, setPurpose] = useState('')
  const asked = useCommand(api.reporters(id), () => setAsking(false))
  const isEnough = purpose.trim().length >= leastLetters
  return (
    <section className={css.reporter} aria-label={t('reporter')}>
      <p>
        <b>{t('reporter')}</b>
        {asked.data ? (
          <small>{t('recorded', { purpose: asked.variables?.purpose ?? '' })}</small>
        ) : (
          <>
            <span>{t('masked')}</span>
            {!asking && (
              <Button size="small" onClick={() => setAsking(true)}>
                {t('show')}
              </Button>
            )}
          </>
        )}
      </p>
      {asking && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (isEnough) asked.mutate({ purpose: purpose.trim() })
          }}
        >
          <span>{t('purpose')}</span>
          <div>
            {purposes.map((each) => (
              <ToggleChip key={each} on={purpose === t(each)} onPress={() => setPurpose(t(each))}>
                {t(each)}
              </ToggleChip>
            ))}
          </div>
          <Input
            aria-label={t('purposeOther')}
            placeholder={t('purposeOther')}
            value={purpose}
            maxLength={200}
            onChange={({ target }) => setPurpose(target.value)}
          />
          {asked.error && <ProblemNote problem={asked.error} />}
          <div>
            <Button type="primary" htmlType="submit" disabled={!isEnough} loading={asked.isPending}>
              {t('show')}
            </Button>
            <Button type="text" onClick={() => setAsking(false)}>
              {word('cancel')}
            </Button>
          </div>
        </form>
      )}
      {asked.data?.map(({ event, name, phone }) => (
        <p key={event}>
          <span>{name ?? t('noName')}</span>
          {phone === null ? <span>{t('noPhone')}</span> : <a href={`tel:${phone}`}>{phone}</a>}
        </p>
      ))}
    </section>
  )
}
