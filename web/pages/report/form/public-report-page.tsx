import { Link, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import type { PublicReportInput } from '../../../../contract/cases/index.ts'
import { newCommandId, send } from '../../../api/fetch.ts'
import { useUploads } from '../../../api/photo/use-uploads.ts'
import { ApiProblem, unreachable } from '../../../api/problem.ts'
import { ProblemNote } from '../../../frame/failed.tsx'
import { api, page } from '../../../paths.ts'
import { Note } from '../../../ui/faces/faces.tsx'
import { Action, actionLook } from '../../../ui/pocket/action.tsx'
import { Field } from '../../../ui/pocket/field.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { Frame } from '../frame.tsx'
import css from '../report.module.css'
import { texts as common } from '../texts.ts'
import { texts } from './texts.ts'
import { type Where, WherePart } from './where-part.tsx'

// Photos come right after the page, guessed kinds with the first words: the page stays small for a phone on one bar.
const PhotoPart = lazy(async () => ({ default: (await import('../photo-part.tsx')).PhotoPart }))
const Kinds = lazy(async () => ({ default: (await import('./kinds.tsx')).Kinds }))

/** Report something without an account. */
export function PublicReportPage() {
  const t = useText(common)
  return (
    <Frame title={t('title')} lead={t('lead')}>
      <ReportForm />
      <Link {...page.publicFind()} className={actionLook('quiet')}>
        {t('find')}
      </Link>
    </Frame>
  )
}

const nowhere: Where = { position: null, place: '' }

function ReportForm() {
  const t = useText(texts)
  // The report's own id, known before it is sent: its photos are kept for it, and sending it again does it once.
  const [commandId] = useState(newCommandId)
  const [words, setWords] = useState('')
  const [category, setCategory] = useState<string | null>(null)
  const [where, setWhere] = useState(nowhere)
  const [phone, setPhone] = useState('')
  const [missing, setMissing] = useState<'needPlace' | 'needWhat' | null>(null)
  const photos = useUploads((id) => api.publicPhotoParts(id, commandId))
  const { sending, problem, submit } = useSending(commandId)
  const waiting = photos.open > 0

  const trySend = () => {
    const { kept } = photos
    const says = words.trim() !== '' || category !== null || kept.length > 0
    const { position, place } = where
    setMissing(position === null ? 'needPlace' : says ? null : 'needWhat')
    if (position === null || !says) return
    void submit({
      words,
      place,
      position,
      photos: kept,
      ...(category !== null && { category }),
      ...(phone.trim() !== '' && { reporter: { phone } }),
    })
  }

  return (
    <Form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        trySend()
      }}
    >
      <fieldset className={css.part}>
        <legend>{t('what')}</legend>
        <Field label={t('words')} rows={3} value={words} onChange={setWords} maxLength={4000} />
        <p className={css.hint}>{t('wordsPrivate')}</p>
        {words !== '' && (
          <Suspense>
            <Kinds told={words} chosen={category} onChoose={setCategory} />
          </Suspense>
        )}
      </fieldset>
      <WherePart where={where} onChange={(next) => setWhere((before) => ({ ...before, ...next }))} />
      <Suspense>
        <PhotoPart of={photos} />
      </Suspense>
      <div className={css.part}>
        <Field
          label={t('phone')}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          maxLength={30}
          value={phone}
          onChange={setPhone}
        />
        <p className={css.hint}>{t('phoneWhy')}</p>
      </div>
      <div className={css.send}>
        {missing && <Note>{t(missing)}</Note>}
        {problem && <ProblemNote problem={problem} />}
        <Action type="submit" weight="main" isDisabled={waiting || sending}>
          {t(sending ? 'sending' : waiting ? 'waiting' : 'send')}
        </Action>
      </div>
    </Form>
  )
}

/** Sends the report under its own id, however often it is tried, and goes to its page. */
function useSending(commandId: string) {
  const navigate = useNavigate()
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const submit = async (report: PublicReportInput) => {
    setSending(true)
    setProblem(null)
    try {
      const { link } = await send(api.publicReport(), report, commandId)
      await navigate(page.publicProgress(link, true))
    } catch (thrown) {
      setProblem(thrown instanceof ApiProblem ? thrown : unreachable(thrown))
      setSending(false)
    }
  }
  return { sending, problem, submit }
}
