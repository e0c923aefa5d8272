import { useKeepAhead } from '../../../api/device/use-keep-ahead.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { api } from '../../../paths.ts'
import { Empty } from '../../../ui/faces/faces.tsx'
import { Action } from '../../../ui/pocket/action.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { myTasks } from '../parts/my-tasks.ts'
import { byNearest } from '../place/distance.ts'
import { fixOf, usePosition } from '../place/use-position.ts'
import { Cards } from './cards.tsx'
import { Further } from './further.tsx'
import css from './home.module.css'
import { texts } from './texts.ts'

/** Cases whose pages are fetched before they are opened, so that they open without a network. */
const mostAhead = 12

/** What waits for this person, the nearest first once they let the phone say where it is. */
export function Tasks() {
  const t = useText(texts)
  const { where, again } = usePosition(false)
  const here = fixOf(where)
  const mine = useApi(api.cases(myTasks), {
    keep: true,
    refreshOn: ({ matter }) => matter?.startsWith('case:') ?? false,
  })
  useKeepAhead((mine.data?.items ?? []).slice(0, mostAhead).map((row) => api.case(row.case)))
  return (
    <section aria-labelledby="tasks">
      <div className={css.head}>
        <h2 id="tasks">
          {t('tasks')} · {t(here ? 'nearest' : 'soonest')}
        </h2>
        {where.is === 'unasked' && (
          <Action weight="quiet" onPress={again}>
            {t('sortNear')}
          </Action>
        )}
      </div>
      <Answer of={mine}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty title={t('none')}>
              <p>{t('noneWhy')}</p>
            </Empty>
          ) : (
            <>
              <Cards rows={byNearest(items, here)} here={here} />
              {next !== null && <Further after={next} shown={items.length} here={here} />}
            </>
          )
        }
      </Answer>
    </section>
  )
}
