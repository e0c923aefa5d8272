import { useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { Overview } from '../../../contract/cases/index.ts'
import { useFreshness } from '../../api/live/use-live.tsx'
import { useMe } from '../../api/me.ts'
import { Answer } from '../../frame/answer.tsx'
import type { Focus } from '../../map/props.ts'
import { KeysHelp } from '../../ui/keys/keys-help.tsx'
import { useTitle } from '../../ui/parts/title.ts'
import { useSaid, useText } from '../../ui/texts/use-text.ts'
import { usePreferredTheme } from '../../ui/theme/theme.ts'
import { DivisionsPanel } from './figures/divisions-panel.tsx'
import { OfDivision } from './figures/door.tsx'
import { HoursPanel } from './figures/hours-panel.tsx'
import { LoopPanel } from './figures/loop-panel.tsx'
import { OpenPanel } from './figures/open-panel.tsx'
import { CityPanel } from './ground/city-panel.tsx'
import { FindPlace } from './ground/find-place.tsx'
import { LayerSwitches } from './ground/layer-switches.tsx'
import { Header } from './head/header.tsx'
import { RedBanner } from './now/red-banner.tsx'
import { RightSide } from './right-side.tsx'
import css from './screen.module.css'
import type { ScreenSearch } from './search.ts'
import { StaleBar } from './stale-bar.tsx'
import { texts } from './texts.ts'
import { type ScreenData, useScreen } from './use-screen.ts'
import { useNewVersion } from './wall/use-new-version.ts'
import { useRotation } from './wall/use-rotation.ts'
import { useStillCursor } from './wall/use-still-cursor.ts'
import { WallContext } from './wall/wall.ts'

/** The Screen: the whole place at a glance, and what needs somebody now. */
export function ScreenPage() {
  const search = useSearch({ from: '/signed-in/screen' })
  const { roles } = useMe()
  const isWall = search.wall === 1 || roles.every((role) => role === 'wall')
  usePreferredTheme('dark')
  useStillCursor(isWall)
  return (
    <WallContext value={isWall}>
      <OfDivision value={search.division}>
        <Screen search={search} isWall={isWall} />
      </OfDivision>
    </WallContext>
  )
}

function Screen({ search, isWall }: { search: ScreenSearch; isWall: boolean }) {
  const t = useText(texts)
  const data = useScreen(search, isWall)
  const { state } = useFreshness()
  const hasNewer = useNewVersion(isWall, state)
  useRotation(search, data.overview.data, isWall)
  useTitle(t(isWall ? 'wallTitle' : 'title'))
  return (
    <main className={css.screen} data-wall={isWall}>
      <div className={css.head}>
        <Header division={data.overview.data?.division} sensing={data.sensing.data} search={search} />
        <StaleBar data={data} hasNewer={hasNewer} />
      </div>
      <Answer of={data.overview} lines={8}>
        {(overview) => <Body overview={overview} data={data} search={search} />}
      </Answer>
      {!isWall && <KeysHelp />}
    </main>
  )
}

interface BodyProps {
  overview: Overview
  data: ScreenData
  search: ScreenSearch
}

function Body({ overview, data, search }: BodyProps) {
  const t = useText(texts)
  const said = useSaid()
  const clear = useRef<HTMLDivElement>(null)
  const [focus, setFocus] = useState<Focus | null>(null)
  const { division, divisions, open, hours } = overview
  return (
    <>
      <h1 className="visually-hidden">
        {t('title')} · {said(division.name)}
      </h1>
      <div className={css.map}>
        <CityPanel
          data={data}
          search={search}
          place={said(division.name)}
          division={search.division ?? null}
          clear={clear}
          focus={focus}
        />
      </div>
      <div className={css.left}>
        <LoopPanel it={overview} />
        <OpenPanel open={open} />
        <div className={css.rest}>
          <DivisionsPanel rows={divisions} search={search} />
        </div>
      </div>
      <div ref={clear} className={css.clear}>
        <LayerSwitches search={search} data={data} />
        <FindPlace search={search} onFind={setFocus} />
        <RedBanner points={data.points.data} alarms={data.alarms.data?.items} search={search} />
      </div>
      <div className={css.right}>
        <RightSide overview={overview} data={data} search={search} />
      </div>
      <div className={css.below}>
        <HoursPanel hours={hours} />
      </div>
    </>
  )
}
