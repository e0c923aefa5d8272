import { Form, Input, InputNumber, Select, Switch } from 'antd'
import { isUnit } from '../../../../contract/unit.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { texts as common } from '../texts.ts'
import { texts } from './texts.ts'
import type { WordRow } from './type-words.ts'

const wordPattern = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/
const kinds = ['number', 'boolean', 'string'] as const
const wide = { width: '100%' }

interface RowProps {
  readonly at: number
  readonly list: 'properties' | 'attributes'
}

/** The kind of value of a row, as chosen so far. */
const useKind = ({ at, list }: RowProps): WordRow['type'] => Form.useWatch([list, at, 'type']) ?? 'number'

/** What every row has: its word, its name, the kind of its values and their unit. */
function CommonFields({ at, list }: RowProps) {
  const t = useText(texts)
  const c = useText(common)
  const form = Form.useFormInstance()
  const kind = useKind({ at, list })
  const needed = [{ required: true, whitespace: true }]
  const once = async (_rule: unknown, word: string) => {
    const rows: (WordRow | undefined)[] = form.getFieldValue(list) ?? []
    if (rows.filter((row) => row?.word === word).length > 1) throw new Error(t('wordTwice'))
  }
  const measured = async (_rule: unknown, unit: string) => {
    if (!isUnit(unit ?? '')) throw new Error(t('unitHelp'))
  }
  return (
    <>
      <Form.Item
        name={[at, 'word']}
        label={t('word')}
        rules={[{ required: true, pattern: wordPattern, message: t('wordHelp') }, { validator: once }]}
      >
        <Input className={css.code} autoComplete="off" maxLength={48} placeholder="water_level" />
      </Form.Item>
      <Form.Item name={[at, 'type']} label={t('kind')} rules={[{ required: true }]}>
        <Select options={kinds.map((value) => ({ value, label: t(value) }))} />
      </Form.Item>
      <Form.Item name={[at, 'title', 'zh']} label={c('nameZh')} rules={needed}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name={[at, 'title', 'en']} label={c('nameEn')} rules={needed}>
        <Input maxLength={100} />
      </Form.Item>
      {kind === 'number' && (
        <Form.Item name={[at, 'unit']} label={t('unit')} extra={t('unitHelp')} rules={[{ validator: measured }]}>
          <Input className={css.code} autoComplete="off" maxLength={24} />
        </Form.Item>
      )}
    </>
  )
}

/** Something it reports: beyond the range a reading is impossible. */
export function PropertyFields({ at }: { at: number }) {
  const t = useText(texts)
  const form = Form.useFormInstance()
  const kind = useKind({ at, list: 'properties' })
  const range = async () => {
    const { min = null, max = null }: WordRow = form.getFieldValue(['properties', at])
    if ((min === null) !== (max === null)) throw new Error(t('rangeBoth'))
    if (min !== null && max !== null && min >= max) throw new Error(t('rangeHelp'))
  }
  return (
    <div className={css.pair}>
      <CommonFields at={at} list="properties" />
      {kind === 'number' && (
        <>
          <Form.Item name={[at, 'min']} label={t('min')}>
            <InputNumber style={wide} />
          </Form.Item>
          <Form.Item
            name={[at, 'max']}
            label={t('max')}
            dependencies={[['properties', at, 'min']]}
            rules={[{ validator: range }]}
          >
            <InputNumber style={wide} />
          </Form.Item>
        </>
      )}
    </div>
  )
}

/** A fixed fact, and what it is where a thing does not say. */
export function AttributeFields({ at }: { at: number }) {
  const t = useText(texts)
  const kind = useKind({ at, list: 'attributes' })
  return (
    <div className={css.pair}>
      <CommonFields at={at} list="attributes" />
      <Form.Item
        key={kind}
        name={[at, 'usual', kind]}
        label={t('usual')}
        {...(kind === 'boolean' && { valuePropName: 'checked' })}
      >
        {kind === 'number' ? <InputNumber style={wide} /> : kind === 'boolean' ? <Switch /> : <Input maxLength={200} />}
      </Form.Item>
    </div>
  )
}
