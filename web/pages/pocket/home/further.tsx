import { useState } from 'react'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { api } from '../../../paths.ts'
import { Action } from '../../../ui/pocket/action.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { myTasks } from '../parts/my-tasks.ts'
import { byNearest } from '../place/distance.ts'
import type { fixOf } from '../place/use-position.ts'
import { Cards } from './cards.tsx'
import { texts } from './texts.ts'

interface FurtherProps {
  /** The end of the list before. */
  readonly after: string
  /** How many stand above. */
  readonly shown: number
  readonly here: ReturnType<typeof fixOf>
}

/** Says that there are more tasks than those above, and lists as many again when asked. */
export function Further(props: FurtherProps) {
  const t = useText(texts)
  const [wanted, setWanted] = useState(false)
  if (wanted) return <Next {...props} />
  return (
    <>
      <p>{t('further', { count: props.shown })}</p>
      <Action weight="quiet" onPress={() => setWanted(true)}>
        {t('showFurther')}
      </Action>
    </>
  )
}

function Next({ after, shown, here }: FurtherProps) {
  const asked = useApi(api.cases({ ...myTasks, after }), {
    keepPrevious: true,
    refreshOn: ({ matter }) => matter?.startsWith('case:') ?? false,
  })
  return (
    <Answer of={asked}>
      {({ items, next }) => (
        <>
          <Cards rows={byNearest(items, here)} here={here} />
          {next !== null && <Further after={next} shown={shown + items.length} here={here} />}
        </>
      )}
    </Answer>
  )
}
