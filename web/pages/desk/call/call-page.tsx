import { Link, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useEffect, useId, useRef } from 'react'
import { useMe } from '../../../api/me.ts'
import { ProblemNote } from '../../../frame/failed.tsx'
import { page } from '../../../paths.ts'
import { Kbd } from '../../../ui/parts/chip.tsx'
import { Panel } from '../../../ui/parts/panel.tsx'
import { useTitle } from '../../../ui/parts/title.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { texts as deskTexts } from '../texts.ts'
import css from './call.module.css'
import { CategoryField } from './category-field.tsx'
import { NearbyCases } from './nearby-cases.tsx'
import { PlaceField } from './place-field.tsx'
import { texts } from './texts.ts'
import { type CallState, useCall } from './use-call.ts'

/** The roles that file; the server decides, this only shows the button. */
const filers = ['intake', 'supervisor']

/** Takes down what somebody tells on the phone, while they tell it. */
export function CallPage() {
  const t = useText(texts)
  const desk = useText(deskTexts)
  const search = useSearch({ from: '/signed-in/officers/desk' })
  const state = useCall()
  useTitle(t('title'))
  return (
    <>
      <Link {...page.desk(search)} className={css.back}>
        ‹ {desk('toList')}
      </Link>
      <form
        className={css.page}
        aria-label={t('title')}
        onSubmit={(event) => {
          event.preventDefault()
          state.submit(false)
        }}
        onKeyDown={({ key, ctrlKey, metaKey }) => {
          if (key === 'Enter' && (ctrlKey || metaKey)) state.submit(false)
        }}
      >
        <h2>{t('title')}</h2>
        <div className={css.columns}>
          <div>
            <Told state={state} />
            <CategoryField state={state} />
          </div>
          <div>
            <PlaceField state={state} />
            <NearbyCases state={state} />
          </div>
        </div>
        <Send state={state} />
      </form>
    </>
  )
}

/** Who calls, and what about. */
function Told({ state: { call, fill } }: { state: CallState }) {
  const t = useText(texts)
  const id = useId()
  const words = useRef<HTMLDivElement>(null)
  useEffect(() => words.current?.querySelector('textarea')?.focus(), [])
  return (
    <Panel title={t('words')} remark={t('wordsHint')}>
      <div ref={words} className={css.told}>
        <Input.TextArea
          aria-label={t('words')}
          value={call.words}
          maxLength={4000}
          autoSize={{ minRows: 3, maxRows: 10 }}
          onChange={({ target }) => fill({ words: target.value })}
        />
        <div className={css.caller}>
          <div>
            <label htmlFor={`${id}-name`}>{t('caller')}</label>
            <Input
              id={`${id}-name`}
              value={call.name}
              placeholder={t('name')}
              maxLength={60}
              autoComplete="off"
              onChange={({ target }) => fill({ name: target.value })}
            />
          </div>
          <div>
            <label htmlFor={`${id}-phone`}>{t('phone')}</label>
            <Input
              id={`${id}-phone`}
              value={call.phone}
              type="tel"
              maxLength={30}
              autoComplete="off"
              onChange={({ target }) => fill({ phone: target.value })}
            />
          </div>
        </div>
        <small>{t('kept')}</small>
      </div>
    </Panel>
  )
}

/** Takes it down, or what is still needed for that. */
function Send({ state: { call, needed, problem, isSending, submit } }: { state: CallState }) {
  const t = useText(texts)
  const mayFile = useMe().roles.some((role) => filers.includes(role))
  const canFile = mayFile && call.condition !== null && call.joins === null
  return (
    <footer className={css.send}>
      {problem && <ProblemNote problem={problem} />}
      {call.joins && <p>{t('joins', { number: call.joins.number })}</p>}
      <div>
        {canFile && (
          <Button
            type="primary"
            size="large"
            disabled={needed !== null}
            loading={isSending}
            onClick={() => submit(true)}
          >
            {t('sendAndFile')}
          </Button>
        )}
        <Button
          type={canFile ? 'default' : 'primary'}
          size="large"
          htmlType="submit"
          disabled={needed !== null}
          loading={isSending && !canFile}
        >
          {call.joins ? t('join') : t('send')} <Kbd>Ctrl ↵</Kbd>
        </Button>
        {needed && <span>{needed === 'needWords' ? t('needWords') : t('needPosition')}</span>}
      </div>
    </footer>
  )
}
