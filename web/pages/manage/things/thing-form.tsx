import { Form, Input, InputNumber, Select, Switch } from 'antd'
import type { Thing, ThingType } from '../../../../contract/city/index.ts'
import type { Bilingual } from '../../../../contract/text.ts'
import { useCommand } from '../../../api/command.ts'
import { cityApi } from '../../../api/manage.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { CodeField, NameFields } from '../parts/fields.tsx'
import { SaveForm } from '../parts/sheet.tsx'
import { texts as common } from '../texts.ts'
import { PositionField } from './position-field.tsx'
import { texts } from './texts.ts'

type Value = Thing['attributes'][string]

interface Values {
  readonly code: string
  readonly type: string
  readonly name: Bilingual
  readonly lon: number
  readonly lat: number
  readonly attributes?: Readonly<Record<string, Value | null | undefined>>
}

interface ThingFormProps {
  /** Null for a new one. */
  readonly thing: Thing | null
  readonly types: readonly ThingType[]
  readonly onSaved: (code: string) => void
  readonly onLeave?: () => void
}

/** What was filled in, of what the type knows. */
const given = ({ attributes = {} }: Values, type: ThingType | undefined): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([word, value]) =>
      value === null || value === undefined || value === '' || !(word in (type?.attributes ?? {}))
        ? []
        : [[word, value]],
    ),
  )

/** A thing's own facts. */
export function ThingForm({ thing, types, onSaved, onLeave }: ThingFormProps) {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const [form] = Form.useForm<Values>()
  const chosen = Form.useWatch('type', form)
  const type = types.find(({ code }) => code === (chosen ?? thing?.type))
  const create = useCommand(cityApi.registerThings(), (_done, { things }) => onSaved(things[0]?.code ?? ''))
  const change = useCommand(cityApi.changeThing(thing?.code ?? ''), () => onSaved(thing?.code ?? ''))
  const save = (values: Values) => {
    const { code, name, lon, lat } = values
    const attributes = given(values, type)
    if (thing === null)
      create.mutate({ onlyNew: true, things: [{ code, type: values.type, name, lon, lat, attributes }] })
    else change.mutate({ version: thing.version, type: values.type, name, position: { lon, lat }, attributes })
  }
  return (
    <SaveForm<Values>
      form={form}
      initial={thing ?? {}}
      onSave={save}
      saving={create.isPending || change.isPending}
      problem={create.error ?? change.error}
      {...(onLeave && { onLeave })}
    >
      <Form.Item name="type" label={t('type')} rules={[{ required: true }]}>
        <Select
          options={types.map(({ code, name }) => ({ value: code, label: `${said(name)} ${code}` }))}
          showSearch={{ optionFilterProp: 'label' }}
          notFoundContent={t('noType')}
        />
      </Form.Item>
      {thing ? (
        <Form.Item label={c('code')}>
          <Input value={thing.code} disabled />
        </Form.Item>
      ) : (
        <CodeField help={t('codeHelp', { prefix: type?.prefix ?? 'XX' })} />
      )}
      <NameFields />
      <PositionField />
      {type && Object.keys(type.attributes).length > 0 && <Attributes type={type} />}
    </SaveForm>
  )
}

/** A field for each fixed fact the type knows; what is left empty takes the type's default. */
function Attributes({ type }: { type: ThingType }) {
  const t = useText(texts)
  const said = useSaid()
  return (
    <fieldset className={css.boxed}>
      <legend>{t('attributes')}</legend>
      <div className={css.pair}>
        {Object.entries(type.attributes).map(([word, { title, type: kind, unit, default: usual }]) => (
          <Form.Item
            key={word}
            name={['attributes', word]}
            label={unit && unit !== '1' ? `${said(title)} (${unit})` : said(title)}
            {...(kind === 'boolean' && { valuePropName: 'checked' })}
          >
            {kind === 'number' ? (
              <InputNumber style={{ width: '100%' }} placeholder={usual === undefined ? '' : String(usual)} />
            ) : kind === 'boolean' ? (
              <Switch />
            ) : (
              <Input maxLength={200} placeholder={usual === undefined ? '' : String(usual)} />
            )}
          </Form.Item>
        ))}
      </div>
    </fieldset>
  )
}
