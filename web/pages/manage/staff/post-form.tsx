import { Form, Switch } from 'antd'
import type { Post, Unit } from '../../../../contract/city/index.ts'
import type { Bilingual } from '../../../../contract/text.ts'
import { useCommand } from '../../../api/command.ts'
import { staffApi } from '../../../api/manage.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { CodeField, NameFields } from '../parts/fields.tsx'
import { SaveForm } from '../parts/sheet.tsx'
import { texts } from './texts.ts'

interface Values {
  readonly code: string
  readonly name: Bilingual
  readonly retired: boolean
}

interface PostFormProps {
  readonly unit: Unit
  /** Null for a new one. */
  readonly post: Post | null
  readonly onSaved: () => void
  readonly onLeave: () => void
}

/** A post of a unit. */
export function PostForm({ unit, post, onSaved, onLeave }: PostFormProps) {
  const t = useText(texts)
  const save = useCommand(staffApi.savePost(), onSaved)
  return (
    <div className={css.boxed}>
      <SaveForm<Values>
        initial={post ?? { code: `${unit.code}.`, retired: false }}
        onSave={(values) => save.mutate({ ...values, code: post?.code ?? values.code, unitId: unit.id })}
        saving={save.isPending}
        problem={save.error}
        onLeave={onLeave}
      >
        {post === null && <CodeField help={t('codeHelp')} />}
        <NameFields />
        {post && (
          <Form.Item name="retired" label={t('retired')} valuePropName="checked">
            <Switch />
          </Form.Item>
        )}
      </SaveForm>
    </div>
  )
}
