import { Button, Form } from 'antd'
import { useContext } from 'react'
import type { ActionField, Matter, Step } from '../../../contract/matter.ts'
import type { ApiProblem } from '../../api/problem.ts'
import { ProblemNote } from '../../frame/failed.tsx'
import { useSaid, useText } from '../../ui/texts/use-text.ts'
import { Zone } from '../../ui/time/use-format.ts'
import { instantIn } from '../../ui/time/zone.ts'
import { Trail } from '../../ui/trail/trail.tsx'
import { ActionInput } from './action-input.tsx'
import type { Begun } from './begun.ts'
import css from './matters.module.css'
import { texts } from './texts.ts'

interface ActionFormProps {
  begun: Begun
  matter: Matter
  problem: ApiProblem | null
  sending: boolean
  onSend: (input: Step['input']) => void
  /** The person has looked at what changed. */
  onSeen: () => void
  onLeave: () => void
}

type Values = Readonly<Record<string, unknown>>

/** What was filled in as the wire has it: texts, nothing for what was left empty, instants in UTC. */
const inputOf = (fields: readonly ActionField[], values: Values, zone: string): Step['input'] =>
  Object.fromEntries(
    fields.flatMap(({ id, type }) => {
      const value = values[id]
      if (value === undefined || value === null || value === '') return []
      return [[id, type === 'instant' ? instantIn(zone, String(value)) : String(value)]]
    }),
  )

/** The fields an action declares. What happened in the meantime is shown before it can be sent. */
export function ActionForm({ begun, matter, problem, sending, onSend, onSeen, onLeave }: ActionFormProps) {
  const t = useText(texts)
  const said = useSaid()
  const zone = useContext(Zone)
  const { fields, name } = begun.action
  const changed = matter.version !== begun.version && !sending
  return (
    <Form<Values>
      layout="vertical"
      requiredMark={false}
      className={css.form}
      onFinish={(values) => onSend(inputOf(fields, values, zone))}
    >
      {fields.map((field, at) => (
        <Form.Item
          key={field.id}
          name={field.id}
          label={said(field.name)}
          extra={field.help && said(field.help)}
          rules={[{ required: field.required, message: t('needed', { name: said(field.name) }) }]}
        >
          <ActionInput field={field} first={at === 0} />
        </Form.Item>
      ))}
      {problem && <ProblemNote problem={problem} />}
      {changed && <Changes matter={matter} since={begun.version} />}
      <div className={css.choices}>
        {/* Keys: one button turned into the other while it is pressed would send the form. */}
        {changed ? (
          <Button key="seen" type="primary" onClick={onSeen}>
            {t('goOn')}
          </Button>
        ) : (
          <Button key="send" type="primary" htmlType="submit" loading={sending}>
            {sending ? t('sending') : said(name)}
          </Button>
        )}
        <Button type="text" onClick={onLeave} disabled={sending}>
          {t('cancel')}
        </Button>
      </div>
    </Form>
  )
}

/** What others did after this person began. */
function Changes({ matter, since }: { matter: Matter; since: number }) {
  const t = useText(texts)
  return (
    <div role="status" className={css.changes}>
      <p className={css.changed}>{t('changed')}</p>
      <Trail entries={matter.trail.filter(({ version }) => version > since)} />
    </div>
  )
}
