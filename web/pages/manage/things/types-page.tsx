import { Button } from 'antd'
import type { ThingType } from '../../../../contract/city/index.ts'
import { cityApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { Empty } from '../../../ui/faces/faces.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { CutListing } from '../parts/listing.tsx'
import { Find, Page, Tools } from '../parts/page.tsx'
import { Sheet } from '../parts/sheet.tsx'
import type { Column } from '../parts/table.tsx'
import { texts as common } from '../texts.ts'
import { useSection } from '../use-section.ts'
import { texts } from './texts.ts'
import { TypeForm } from './type-form.tsx'
import { TypeSheet } from './type-sheet.tsx'
import { usePackName } from './use-pack-name.ts'

const isNew = 'new'

const isCalled = ({ name, code, prefix }: ThingType, words: string): boolean =>
  [name.zh, name.en, code, prefix].some((word) => word.toLowerCase().includes(words.toLowerCase()))

/** The kinds of thing there are, and what they report. */
export function TypesPage() {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const [{ q = '', id }, show] = useSection()
  const list = useApi(cityApi.thingTypes(), { refreshOn: ({ kind }) => kind === 'thing-type.saved' })
  const mayManage = useMay('city.manage-things')
  const open = list.data?.items.find(({ code }) => code === id)
  const leave = () => show({ id: undefined })
  return (
    <Page
      title={c('thingTypes')}
      about={t('typesAbout')}
      actions={
        mayManage && (
          <Button type="primary" onClick={() => show({ id: isNew })}>
            {t('addType')}
          </Button>
        )
      }
    >
      <Tools>
        <Find words={q} hint={t('findType')} onFind={(next) => show({ q: next })} />
      </Tools>
      <CutListing
        label={c('thingTypes')}
        of={list}
        wanted={(type) => isCalled(type, q)}
        cutBy={q}
        columns={useColumns()}
        keyOf={({ code }) => code}
        chosen={id}
        onOpen={({ code }) => show({ id: code })}
        {...(q === '' && { empty: <Empty title={t('noTypes')}>{t('noThingsWhy')}</Empty> })}
      />
      <Sheet title={t('addType')} open={id === isNew} onLeave={leave}>
        <TypeForm type={null} onSaved={(code) => void list.refetch().then(() => show({ id: code }))} />
      </Sheet>
      <Sheet title={open && said(open.name)} open={open !== undefined} onLeave={leave}>
        {open && <TypeSheet key={open.code} type={open} refresh={() => void list.refetch()} />}
      </Sheet>
    </Page>
  )
}

function useColumns(): Column<ThingType>[] {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const packName = usePackName()
  return [
    { title: t('type'), cell: ({ name }) => said(name) },
    { title: c('code'), cell: ({ code }) => <span className={css.code}>{code}</span> },
    {
      title: t('properties'),
      cell: ({ properties }) =>
        Object.values(properties)
          .map(({ title, unit }) => (unit && unit !== '1' ? `${said(title)} (${unit})` : said(title)))
          .join(' · ') || '—',
    },
    { title: t('isPrivate'), cell: ({ isPrivate }) => t(isPrivate ? 'yes' : 'no') },
    {
      title: t('from'),
      cell: ({ pack }) =>
        pack === null ? (
          <strong>{t('own')}</strong>
        ) : (
          <span className={css.quiet}>{t('ofPack', { pack: packName(pack) })}</span>
        ),
    },
  ]
}
