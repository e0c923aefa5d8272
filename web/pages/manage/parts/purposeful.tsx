import { Button, Form, Input, Space } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { useText } from '../../../ui/texts/use-text.ts'
import { texts } from './contact-texts.ts'

/** Asks what somebody wants to look for before it is shown: personal data, whose every look is written down. */
export function Purposeful({ children }: { children: (purpose: string) => ReactNode }) {
  const t = useText(texts)
  const id = useId()
  const [purpose, setPurpose] = useState('')
  if (purpose !== '') return children(purpose)
  return (
    <Form<{ purpose: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={(values) => setPurpose(values.purpose.trim())}
    >
      <Form.Item label={t('purpose')} htmlFor={id} style={{ marginBottom: 0 }}>
        <Space.Compact block>
          <Form.Item name="purpose" noStyle rules={[{ required: true, whitespace: true, min: 2, max: 200 }]}>
            <Input id={id} autoComplete="off" />
          </Form.Item>
          <Button htmlType="submit">{t('look')}</Button>
        </Space.Compact>
      </Form.Item>
    </Form>
  )
}
