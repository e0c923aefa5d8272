import { Button, Form, Input, InputNumber, Select } from 'antd'
import type { FilingCondition, KeptCategory } from '../../../../contract/cases/index.ts'
import { useCommand } from '../../../api/command.ts'
import { categoryApi } from '../../../api/manage.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { SaveForm } from '../parts/sheet.tsx'
import { unitWords } from './limit-text.ts'
import { texts } from './texts.ts'

interface Values {
  readonly conditions: (Omit<FilingCondition, 'name'> & { name?: string })[]
}

interface FormProps {
  readonly category: KeptCategory
  readonly onSaved: () => void
  readonly onLeave: () => void
}

const namePattern = /^own-(\d+)$/

/** Conditions added here are called own-1, own-2: a name that was once used for another condition is not used again. */
function withNames(conditions: Values['conditions']): FilingCondition[] {
  let last = Math.max(0, ...conditions.map(({ name }) => Number(namePattern.exec(name ?? '')?.[1] ?? 0)))
  return conditions.map(({ name, title, limit, closing }) => {
    if (name === undefined) last += 1
    return { name: name ?? `own-${last}`, title, limit, closing }
  })
}

/** The conditions of a category; saved together as its next version. */
export function ConditionsForm({ category, onSaved, onLeave }: FormProps) {
  const t = useText(texts)
  const change = useCommand(categoryApi.change(category.code), onSaved)
  return (
    <SaveForm<Values>
      initial={{ conditions: category.conditions }}
      onSave={({ conditions }) => change.mutate({ version: category.version, conditions: withNames(conditions) })}
      saving={change.isPending}
      problem={change.error}
      verb={t('saveVersion')}
      onLeave={onLeave}
    >
      <Form.List name="conditions">
        {(fields, { add, remove }) => (
          <div className={css.stack}>
            {fields.map(({ key, name }) => (
              <OneCondition
                key={key}
                at={name}
                packs={category.packConditions.includes(category.conditions[name]?.name ?? '')}
                onRemove={() => remove(name)}
              />
            ))}
            <Button
              style={{ justifySelf: 'start' }}
              onClick={() => add({ limit: { amount: 1, unit: 'working_days' } })}
            >
              {t('addCondition')}
            </Button>
          </div>
        )}
      </Form.List>
    </SaveForm>
  )
}

/** One condition. Those of the pack stand first and keep their places, so that `at` says whose it is. */
function OneCondition({ at, packs, onRemove }: { at: number; packs: boolean; onRemove: () => void }) {
  const t = useText(texts)
  const needed = [{ required: true, whitespace: true }]
  return (
    <fieldset className={css.boxed}>
      <div className={css.rowed}>
        <strong>{t('condition', { no: at + 1 })}</strong>
        {packs ? (
          <span className={css.quiet}>{t('packsOwn')}</span>
        ) : (
          <Button size="small" onClick={onRemove}>
            {t('removeCondition')}
          </Button>
        )}
      </div>
      <div className={css.pair}>
        <Form.Item name={[at, 'title', 'zh']} label={t('titleZh')} rules={needed}>
          <Input.TextArea autoSize maxLength={500} />
        </Form.Item>
        <Form.Item name={[at, 'title', 'en']} label={t('titleEn')} rules={needed}>
          <Input.TextArea autoSize maxLength={500} />
        </Form.Item>
        <Form.Item name={[at, 'limit', 'amount']} label={t('limit')} rules={[{ required: true }]}>
          <InputNumber min={0.5} max={100000} step={0.5} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name={[at, 'limit', 'unit']}
          label={t('timeUnit')}
          tooltip={t('unitHelp')}
          rules={[{ required: true }]}
        >
          <Select options={Object.entries(unitWords).map(([value, word]) => ({ value, label: t(word) }))} />
        </Form.Item>
        <Form.Item name={[at, 'closing', 'zh']} label={t('closingZh')} rules={needed}>
          <Input.TextArea autoSize maxLength={500} />
        </Form.Item>
        <Form.Item name={[at, 'closing', 'en']} label={t('closingEn')} rules={needed}>
          <Input.TextArea autoSize maxLength={500} />
        </Form.Item>
      </div>
    </fieldset>
  )
}
