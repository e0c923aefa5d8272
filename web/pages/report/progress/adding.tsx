import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import type { ReportProgress } from '../../../../contract/cases/index.ts'
import { useCommand } from '../../../api/command.ts'
import { useUploads } from '../../../api/photo/use-uploads.ts'
import { ProblemNote } from '../../../frame/failed.tsx'
import { api } from '../../../paths.ts'
import { Action } from '../../../ui/pocket/action.tsx'
import { Field } from '../../../ui/pocket/field.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { PhotoPart } from '../photo-part.tsx'
import css from '../report.module.css'
import { texts } from './texts.ts'

/** More words and photos while the case is open. */
export function Adding({ token, onDone }: { token: string; onDone: (progress: ReportProgress) => void }) {
  const t = useText(texts)
  const [open, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const photos = useUploads((id) => api.progressPhotoParts(token, id))
  const { kept } = photos
  const add = useCommand(api.progressAddition(token), (progress) => {
    onDone(progress)
    setWords('')
    photos.clear()
    setOpen(false)
  })
  if (!open) return <Action onPress={() => setOpen(true)}>{t('add')}</Action>
  const isEmpty = words.trim() === '' && kept.length === 0
  return (
    <Form
      className={`${css.form} ${css.card}`}
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate({ words, photos: kept })
      }}
    >
      <Field label={t('addWords')} rows={3} value={words} onChange={setWords} maxLength={2000} />
      <PhotoPart of={photos} />
      {add.error && <ProblemNote problem={add.error} />}
      <div className={css.pair}>
        <Action type="submit" weight="main" isDisabled={add.isPending || isEmpty || photos.open > 0}>
          {t('addSend')}
        </Action>
        <Action onPress={() => setOpen(false)}>{t('cancel')}</Action>
      </div>
    </Form>
  )
}
