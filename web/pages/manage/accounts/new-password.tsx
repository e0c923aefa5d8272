import { Button, Form, Input, Space } from 'antd'
import type { Account } from '../../../../contract/identity.ts'
import { useCommand } from '../../../api/command.ts'
import { accountApi } from '../../../api/manage.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { SaveForm } from '../parts/sheet.tsx'
import { makePassword } from './make-password.ts'
import { texts } from './texts.ts'

interface Values {
  readonly password: string
}

/** Another password, typed or made; it is shown so that it can be told. */
export function NewPassword({ account, onSet }: { account: Account; onSet: () => void }) {
  const t = useText(texts)
  const [form] = Form.useForm<Values>()
  const reset = useCommand(accountApi.resetPassword(account.id), onSet)
  return (
    <details className={css.stack}>
      <summary>{t('reset')}</summary>
      <SaveForm<Values>
        form={form}
        initial={{}}
        onSave={(values) => reset.mutate(values)}
        saving={reset.isPending}
        problem={reset.error}
        verb={t('reset')}
      >
        <Form.Item label={t('resetTitle')} htmlFor="reset-password">
          <Space.Compact block>
            <Form.Item name="password" noStyle rules={[{ required: true, min: 8, max: 200 }]}>
              <Input id="reset-password" autoComplete="new-password" />
            </Form.Item>
            <Button onClick={() => form.setFieldValue('password', makePassword())}>{t('makePassword')}</Button>
          </Space.Compact>
        </Form.Item>
      </SaveForm>
      <p role="status">{reset.data && t('resetDone')}</p>
    </details>
  )
}
