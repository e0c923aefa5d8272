import { Button, Form, Input, Space } from 'antd'
import { useCommand } from '../../../api/command.ts'
import { accountApi } from '../../../api/manage.ts'
import { useLanguage } from '../../../ui/texts/language.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { DivisionField } from '../parts/fields.tsx'
import { SaveForm } from '../parts/sheet.tsx'
import { AccountFields } from './account-fields.tsx'
import { RoleField } from './grants.tsx'
import { makePassword } from './make-password.ts'
import { texts } from './texts.ts'

interface Values {
  readonly login: string
  readonly name: string
  readonly divisionKey: string
  readonly unitId?: string
  readonly personId?: string
  readonly locale: 'zh' | 'en'
  readonly phone?: string
  readonly email?: string
  readonly password?: string
  readonly role?: string
  readonly where?: string
}

/** A new account with its first role. */
export function NewAccount({ onMade }: { onMade: (id: string) => void }) {
  const t = useText(texts)
  const language = useLanguage()
  const [form] = Form.useForm<Values>()
  const create = useCommand(accountApi.create(), ({ id }) => onMade(id))
  const save = ({ role, where, unitId, personId, phone, email, password, ...values }: Values) =>
    create.mutate({
      ...values,
      unitId: unitId ?? null,
      personId: personId ?? null,
      phone: phone || null,
      email: email || null,
      password: password || null,
      grants: role === undefined ? [] : [{ role, divisionKey: where ?? values.divisionKey }],
    })
  return (
    <SaveForm<Values>
      form={form}
      initial={{ locale: language }}
      onSave={save}
      saving={create.isPending}
      problem={create.error}
      verb={t('add')}
    >
      <Form.Item
        name="login"
        label={t('login')}
        extra={t('loginHelp')}
        rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9._-]{1,63}$/, message: t('loginHelp') }]}
      >
        <Input autoComplete="off" autoCapitalize="none" />
      </Form.Item>
      <AccountFields kept={false} />
      <div className={css.pair}>
        <RoleField optional />
        <DivisionField name="where" label={t('where')} whole optional />
      </div>
      <Form.Item label={t('password')} extra={t('passwordHelp')} htmlFor="new-password">
        <Space.Compact block>
          <Form.Item name="password" noStyle rules={[{ min: 8, max: 200 }]}>
            <Input id="new-password" autoComplete="new-password" />
          </Form.Item>
          <Button onClick={() => form.setFieldValue('password', makePassword())}>{t('makePassword')}</Button>
        </Space.Compact>
      </Form.Item>
    </SaveForm>
  )
}
