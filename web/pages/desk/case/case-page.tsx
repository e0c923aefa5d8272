import { type Query, useQueryClient } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Case } from '../../../../contract/cases/index.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { api, page } from '../../../paths.ts'
import { useTitle } from '../../../ui/parts/title.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { ActionPanel } from '../actions/action-panel.tsx'
import { PhotoPanel } from '../photos/photo-panel.tsx'
import { texts as deskTexts } from '../texts.ts'
import css from './case.module.css'
import { CluePanel } from './clues/clue-panel.tsx'
import { CaseHead } from './head/case-head.tsx'
import { LimitPanel } from './limit-panel.tsx'
import { PlacePanel } from './place-panel.tsx'
import { TrailPanel } from './trail/trail-panel.tsx'

/** Every answer about cases, the lists among them: one's own step is seen at once, the live stream brings the others'. */
const ofCases = {
  predicate: ({ queryKey: [url] }: Query) => typeof url === 'string' && url.startsWith(api.cases().url),
}

/** One case, live: what can be done now is the largest thing, around it all there is to know. */
export function CasePage() {
  const t = useText(deskTexts)
  const { id } = useParams({ from: '/signed-in/officers/desk/cases/$id' })
  const search = useSearch({ from: '/signed-in/officers/desk' })
  const queries = useQueryClient()
  const asked = useApi(api.case(id), { refreshOn: ({ matter }) => matter === `case:${id}` })
  return (
    <>
      <Link {...page.desk(search)} className={css.back}>
        ‹ {t('toList')}
      </Link>
      <Answer of={asked} lines={9}>
        {(it) => <CaseView key={it.case} it={it} refresh={() => void queries.invalidateQueries(ofCases)} />}
      </Answer>
    </>
  )
}

function CaseView({ it, refresh }: { it: Case; refresh: () => void }) {
  const mayAct = useMay('case.step')
  const article = useRef<HTMLElement>(null)
  useTitle(it.title)
  // Opened from the list by Enter: from here on keys and screen readers are with the case.
  useEffect(() => {
    if (document.activeElement?.hasAttribute('data-case-row')) article.current?.focus({ preventScroll: true })
  }, [])
  return (
    <article ref={article} tabIndex={-1} className={css.case} aria-labelledby="case-title">
      <CaseHead it={it} />
      <div className={css.columns}>
        <div>
          {mayAct && <ActionPanel it={it} refresh={refresh} />}
          <TrailPanel entries={it.trail} />
        </div>
        <div>
          <LimitPanel it={it} />
          <PhotoPanel photos={it.photos} />
          <PlacePanel it={it} />
          <CluePanel it={it} />
        </div>
      </div>
    </article>
  )
}
