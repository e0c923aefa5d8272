import { useNavigate } from '@tanstack/react-router'
import { Select } from 'antd'
import type { Division } from '../../../../contract/city/index.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { api, page } from '../../../paths.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { words } from '../../../ui/texts/words.ts'
import { narrowed } from '../narrow.ts'
import { channels, type DeskSearch, lights, severities } from '../search.ts'
import { texts as deskTexts } from '../texts.ts'
import { FigureChips } from './figure-chips.tsx'
import css from './list.module.css'
import { texts } from './texts.ts'

const levelWords = { blue: 'levelBlue', yellow: 'levelYellow', orange: 'levelOrange', red: 'levelRed' } as const
const lightWords = { red: 'lightRed', amber: 'lightAmber', green: 'lightGreen' } as const

interface FilterProps<Value extends string> {
  name: string
  value: Value | undefined
  options: readonly { readonly value: Value; readonly label: string }[]
  onChoose: (value: Value | undefined) => void
}

/** One filter: its name while it is off, what it lets through while it is on. */
function Filter<Value extends string>({ name, value, options, onChoose }: FilterProps<Value>) {
  return (
    <Select<Value>
      size="small"
      aria-label={name}
      placeholder={name}
      value={value ?? null}
      onChange={(next: Value | undefined) => onChoose(next)}
      options={[...options]}
      allowClear
      popupMatchSelectWidth={false}
      showSearch={options.length > 8 && { optionFilterProp: 'label' }}
    />
  )
}

/** Narrows the list by area, category, light and channel. */
export function ListFilters({ search, areas }: { search: DeskSearch; areas: readonly Division[] }) {
  const t = useText(texts)
  const word = useText(words)
  const desk = useText(deskTexts)
  const said = useSaid()
  const navigate = useNavigate()
  const mayList = useMay('report.make')
  const categories = useApi(api.categories(), { enabled: mayList }).data ?? []
  const narrow = (change: DeskSearch) => void navigate({ ...page.desk(narrowed(search, change)), to: '.' })
  return (
    <fieldset className={css.filters}>
      <legend className="visually-hidden">{t('filters')}</legend>
      <Filter
        name={t('area')}
        value={search.division}
        options={areas.map(({ divisionKey, name }) => ({ value: divisionKey, label: said(name) }))}
        onChoose={(division) => narrow({ division })}
      />
      {mayList && (
        <Filter
          name={t('category')}
          value={search.category}
          options={categories.map(({ code, title }) => ({ value: code, label: said(title) }))}
          onChoose={(category) => narrow({ category })}
        />
      )}
      <Filter
        name={t('light')}
        value={search.light}
        options={lights.map((light) => ({ value: light, label: word(lightWords[light]) }))}
        onChoose={(light) => narrow({ light })}
      />
      <Filter
        name={t('level')}
        value={search.severity}
        options={severities.map((severity) => ({ value: severity, label: word(levelWords[severity]) }))}
        onChoose={(severity) => narrow({ severity })}
      />
      <Filter
        name={t('channel')}
        value={search.channel}
        options={channels.map((channel) => ({ value: channel, label: desk(channel) }))}
        onChoose={(channel) => narrow({ channel })}
      />
      <FigureChips search={search} narrow={narrow} />
    </fieldset>
  )
}
