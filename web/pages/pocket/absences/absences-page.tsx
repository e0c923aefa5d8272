import { useState } from 'react'
import type { AbsenceOfThing } from '../../../../contract/absences.ts'
import type { Thing } from '../../../../contract/city/index.ts'
import { absenceApi, homeApi } from '../../../api/absences.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { Empty } from '../../../ui/faces/faces.tsx'
import { useTitle } from '../../../ui/parts/title.ts'
import { Field } from '../../../ui/pocket/field.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { now } from '../../../ui/time/now.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { Connection } from '../frame/connection.tsx'
import css from './absences.module.css'
import { HomeForm } from './home-form.tsx'
import { texts } from './texts.ts'

/** Who is away, in three taps: the home, until when, announce. Not through the outbox: an end that comes late is wrong. */
export function PocketAbsences() {
  const t = useText(texts)
  const types = useApi(homeApi.types())
  useTitle(t('title'))
  return (
    <div className={css.page}>
      <header>
        <h1>{t('title')}</h1>
        <Connection />
      </header>
      <Answer of={types}>
        {({ items }) => {
          const home = items.find(({ isPrivate }) => isPrivate)
          return home ? <Homes type={home.code} /> : <NoHomes />
        }}
      </Answer>
    </div>
  )
}

function NoHomes() {
  const t = useText(texts)
  return <Empty title={t('none')}>{t('noneWhy')}</Empty>
}

function Homes({ type }: { type: string }) {
  const t = useText(texts)
  const [words, setWords] = useState('')
  const [open, setOpen] = useState<string | null>(null)
  const homes = useApi(homeApi.list(type))
  const absences = useApi(absenceApi.all({ limit: 200 }), { refreshOn: ({ kind }) => kind.startsWith('absence.') })
  const awayOf = new Map((absences.data?.items ?? []).toReversed().map((absence) => [absence.thing, absence]))
  const wanted = words.trim().toLowerCase()
  const isCalled = ({ code, name }: Thing) =>
    [code, name.zh, name.en].some((word) => word.toLowerCase().includes(wanted))
  return (
    <Answer of={homes} lines={8}>
      {({ items }) => {
        const standing = items.filter(({ retired }) => !retired)
        const found = standing.filter(isCalled)
        if (standing.length === 0) return <NoHomes />
        return (
          <>
            {standing.length > 8 && <Field label={t('find')} value={words} onChange={setWords} type="search" />}
            {found.length === 0 && <Empty title={t('notFound')}>{t('notFoundWhy')}</Empty>}
            <ul className={css.homes} aria-label={t('homes')}>
              {found.map((home) => (
                <Home
                  key={home.code}
                  home={home}
                  away={awayOf.get(home.code)}
                  isOpen={open === home.code}
                  onPress={() => setOpen(open === home.code ? null : home.code)}
                  onDone={() => void absences.refetch()}
                />
              ))}
            </ul>
          </>
        )
      }}
    </Answer>
  )
}

interface HomeProps {
  readonly home: Thing
  readonly away: AbsenceOfThing | undefined
  readonly isOpen: boolean
  readonly onPress: () => void
  readonly onDone: () => void
}

function Home({ home, away, isOpen, onPress, onDone }: HomeProps) {
  const said = useSaid()
  return (
    <li className={css.home}>
      <button type="button" aria-expanded={isOpen} onClick={onPress}>
        <b>{said(home.name)}</b>
        <small>{home.code}</small>
        {away && <Away away={away} />}
      </button>
      {isOpen && <HomeForm code={home.code} away={away} onDone={onDone} />}
    </li>
  )
}

function Away({ away: { from, until } }: { away: AbsenceOfThing }) {
  const t = useText(texts)
  const format = useFormat()
  const isComing = Date.parse(from) > now()
  return (
    <span className={css.away}>
      ▲ {isComing ? t('coming', { time: format.when(from) }) : t('away', { time: format.when(until) })}
    </span>
  )
}
