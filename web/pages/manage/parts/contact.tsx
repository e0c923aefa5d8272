import { Button, Form, Input, Space } from 'antd'
import { useState } from 'react'
import { useApi } from '../../../api/query.ts'
import type { Reading } from '../../../api/resource.ts'
import { Answer } from '../../../frame/answer.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { texts } from './contact-texts.ts'

interface Reached {
  readonly phone: string | null
  readonly email?: string | null
}

/** How to reach a person: asked for with a purpose, and the look is written down. */
export function Contact({ ask }: { ask: (purpose: string) => Reading<Reached> }) {
  const t = useText(texts)
  const [purpose, setPurpose] = useState('')
  return (
    <section className={css.stack}>
      <h3>{t('contact')}</h3>
      {purpose === '' ? (
        <Form<{ purpose: string }>
          layout="vertical"
          requiredMark={false}
          onFinish={(values) => setPurpose(values.purpose)}
        >
          <Form.Item label={t('purpose')} htmlFor="purpose" style={{ marginBottom: 0 }}>
            <Space.Compact block>
              <Form.Item name="purpose" noStyle rules={[{ required: true, min: 2, max: 200 }]}>
                <Input id="purpose" autoComplete="off" />
              </Form.Item>
              <Button htmlType="submit">{t('look')}</Button>
            </Space.Compact>
          </Form.Item>
        </Form>
      ) : (
        <Seen of={ask(purpose)} />
      )}
    </section>
  )
}

function Seen({ of }: { of: Reading<Reached> }) {
  const t = useText(texts)
  return (
    <Answer of={useApi(of)} lines={1}>
      {({ phone, email }) => <p role="status">{[phone, email].filter(Boolean).join(' · ') || t('noContact')}</p>}
    </Answer>
  )
}
