import { Form, Input, Switch } from 'antd'
import { useRef } from 'react'
import type { Person } from '../../../../contract/city/index.ts'
import type { Bilingual } from '../../../../contract/text.ts'
import { useCommand } from '../../../api/command.ts'
import { newCommandId } from '../../../api/fetch.ts'
import { staffApi } from '../../../api/manage.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { DivisionField, NameFields } from '../parts/fields.tsx'
import { SaveForm } from '../parts/sheet.tsx'
import { texts } from './texts.ts'

interface Values {
  readonly name: Bilingual
  readonly phone?: string
  readonly divisionKey: string
  readonly retired: boolean
}

interface PersonFormProps {
  /** Null for somebody new. */
  readonly person: Person | null
  readonly onSaved: (id: string) => void
  readonly onLeave?: () => void
}

/** A person's own facts. */
export function PersonForm({ person, onSaved, onLeave }: PersonFormProps) {
  const t = useText(texts)
  const id = useRef(person?.id ?? newCommandId()).current
  const save = useCommand(staffApi.savePerson(), () => onSaved(id))
  return (
    <SaveForm<Values>
      initial={person ?? { retired: false }}
      onSave={({ name, divisionKey, retired, phone }) =>
        save.mutate({ id, name, divisionKey, retired, ...(phone && { phone }) })
      }
      saving={save.isPending}
      problem={save.error}
      {...(onLeave && { onLeave })}
    >
      <NameFields />
      <DivisionField name="divisionKey" />
      <Form.Item name="phone" label={t('phone')} {...(person && { extra: t('phoneKept') })}>
        <Input type="tel" maxLength={30} autoComplete="off" />
      </Form.Item>
      {person && (
        <Form.Item name="retired" label={t('retire')} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
    </SaveForm>
  )
}
