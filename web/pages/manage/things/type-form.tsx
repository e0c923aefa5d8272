import { Button, Form, Input, Switch } from 'antd'
import type { ThingType } from '../../../../contract/city/index.ts'
import type { Bilingual } from '../../../../contract/text.ts'
import { useCommand } from '../../../api/command.ts'
import { cityApi } from '../../../api/manage.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { NameFields } from '../parts/fields.tsx'
import { SaveForm } from '../parts/sheet.tsx'
import { texts } from './texts.ts'
import { asWords, ofAttributes, ofProperties, type WordRow } from './type-words.ts'
import { AttributeFields, PropertyFields } from './word-fields.tsx'

interface Values {
  readonly code: string
  readonly prefix: string
  readonly name: Bilingual
  readonly isPrivate: boolean
  readonly properties: readonly WordRow[]
  readonly attributes: readonly WordRow[]
}

interface TypeFormProps {
  /** Null for a new one. */
  readonly type: ThingType | null
  readonly onSaved: (code: string) => void
  readonly onLeave?: () => void
}

const codePattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*\.[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const prefixPattern = /^[A-Z][A-Z0-9]{1,5}$/

/** A kind of thing made here; saved as its next version. */
export function TypeForm({ type, onSaved, onLeave }: TypeFormProps) {
  const t = useText(texts)
  const save = useCommand(cityApi.saveThingType(), (_saved, { code }) => onSaved(code))
  const initial: Partial<Values> = type
    ? { ...type, properties: asWords(type.properties), attributes: asWords(type.attributes) }
    : { code: 'place.', isPrivate: false, properties: [], attributes: [] }
  return (
    <SaveForm<Values>
      initial={initial}
      onSave={({ code, prefix, name, isPrivate, properties = [], attributes = [] }) =>
        save.mutate({
          code: type?.code ?? code,
          prefix,
          name,
          isPrivate,
          properties: ofProperties(properties),
          attributes: ofAttributes(attributes),
        })
      }
      saving={save.isPending}
      problem={save.error}
      {...(onLeave && { onLeave })}
    >
      <NameFields />
      <div className={css.pair}>
        {type ? (
          <Form.Item label={t('typeCode')}>
            <Input value={type.code} disabled />
          </Form.Item>
        ) : (
          <Form.Item
            name="code"
            label={t('typeCode')}
            extra={t('typeCodeHelp')}
            rules={[{ required: true, pattern: codePattern, message: t('typeCodeHelp') }]}
          >
            <Input autoComplete="off" maxLength={97} />
          </Form.Item>
        )}
        <Form.Item
          name="prefix"
          label={t('prefix')}
          extra={t('prefixHelp')}
          rules={[{ required: true, pattern: prefixPattern, message: t('prefixHelp') }]}
        >
          <Input autoComplete="off" maxLength={6} />
        </Form.Item>
      </div>
      <Form.Item name="isPrivate" label={t('isPrivate')} extra={t('privateHelp')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Words list="properties" title={t('properties')} add={t('addProperty')} />
      <Words list="attributes" title={t('attributes')} add={t('addAttribute')} />
    </SaveForm>
  )
}

/** What it reports, or its fixed facts, one after the other. */
function Words({ list, title, add: verb }: { list: 'properties' | 'attributes'; title: string; add: string }) {
  const t = useText(texts)
  return (
    <Form.List name={list}>
      {(fields, { add, remove }) => (
        <div className={css.stack} style={{ marginBottom: 16 }}>
          <h3>{title}</h3>
          {fields.map(({ key, name }) => (
            <fieldset key={key} className={css.boxed}>
              <div className={css.rowed}>
                <strong>{t(list === 'properties' ? 'property' : 'attribute', { no: name + 1 })}</strong>
                <Button size="small" onClick={() => remove(name)}>
                  {t('remove')}
                </Button>
              </div>
              {list === 'properties' ? <PropertyFields at={name} /> : <AttributeFields at={name} />}
            </fieldset>
          ))}
          <Button style={{ justifySelf: 'start' }} onClick={() => add({ type: 'number', unit: '1' })}>
            {verb}
          </Button>
        </div>
      )}
    </Form.List>
  )
}
