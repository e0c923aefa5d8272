import { Button, Form, Input, Select } from 'antd'
import { useContext } from 'react'
import type { Device } from '../../../../contract/sensing.ts'
import { cityApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { Zone } from '../../../ui/time/use-format.ts'
import { instantIn } from '../../../ui/time/zone.ts'
import css from '../manage.module.css'
import { typedValue } from './readings-text.ts'
import { texts } from './texts.ts'

interface Values {
  readonly thing: string
  readonly property: string
  readonly value: string
  readonly unit?: string
  readonly at?: string
}

/** Fields for one reading, in the words of the thing's type. */
export function ReadingBuilder({ device, onBuilt }: { device: Device; onBuilt: (reading: object) => void }) {
  const t = useText(texts)
  const zone = useContext(Zone)
  const [form] = Form.useForm<Values>()
  const thing = Form.useWatch('thing', form)
  const property = Form.useWatch('property', form)
  const properties = useProperties(thing)
  const unit = properties.find(({ value }) => value === property)?.unit
  const built = ({ value, at, unit: given, ...rest }: Values) =>
    onBuilt({
      ...rest,
      value: typedValue(value),
      ...(given && { unit: given }),
      ...(at && { at: instantIn(zone, at) }),
    })
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={built}
      initialValues={{ thing: device.things[0] }}
      className={css.boxed}
    >
      <h3>{t('build')}</h3>
      <div className={css.pair}>
        <Form.Item name="thing" label={t('thing')} rules={[{ required: true }]}>
          {device.gateway ? (
            <Input />
          ) : (
            <Select showSearch options={device.things.map((code) => ({ value: code, label: code }))} />
          )}
        </Form.Item>
        <Form.Item name="property" label={t('property')} rules={[{ required: true }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={properties} />
        </Form.Item>
        <Form.Item name="value" label={t('value')} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="unit" label={t('unitOf')} extra={unit && t('unitHelp', { unit })}>
          <Input />
        </Form.Item>
        <Form.Item name="at" label={t('when')} extra={t('whenHelp')}>
          <Input type="datetime-local" step={1} />
        </Form.Item>
      </div>
      <Button htmlType="submit" style={{ justifySelf: 'start' }}>
        {t('append')}
      </Button>
    </Form>
  )
}

/** What the thing with a code reports, to choose from. */
function useProperties(code: string | undefined) {
  const said = useSaid()
  const thing = useApi(cityApi.thing(code ?? ''), { enabled: Boolean(code) }).data
  const types = useApi(cityApi.thingTypes()).data?.items ?? []
  const type = types.find((one) => one.code === thing?.type)
  return Object.entries(type?.properties ?? {}).map(([value, { title, unit }]) => ({
    value,
    label: `${said(title)} · ${value}`,
    unit,
  }))
}
