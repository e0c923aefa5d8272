import { Life, SetLife } from '../../contract/life.ts'
import { useCommand } from '../api/command.ts'
import { useMay } from '../api/me.ts'
import { useApi } from '../api/query.ts'
import { reading, writing } from '../api/resource.ts'
import { Chip } from '../ui/parts/chip.tsx'
import { useText } from '../ui/texts/use-text.ts'
import { words } from '../ui/texts/words.ts'
import css from './life-badge.module.css'

const dev = import.meta.env.DEV
const url = '/api/v1/demo/life'

/** Says that this is a demonstration; where made-up people and things act, whether they do now, and pauses them. */
export function LifeBadge() {
  const t = useText(words)
  const may = useMay('life.switch')
  const { data } = useApi(reading(dev && Life, url), {
    enabled: useMay('life.view'),
    refreshOn: ({ kind }) => kind === 'life.paused' || kind === 'life.resumed',
  })
  const { mutate } = useCommand(writing('POST', dev && SetLife, dev && Life, url))
  if (data?.lives !== true) return <Chip>{t('demo')}</Chip>
  const says = t(data.paused ? 'lifePaused' : 'lifeRuns')
  return (
    <span className={css.life} data-paused={data.paused}>
      <i aria-hidden="true" />
      {says}
      {may && <Switch paused={data.paused} press={() => mutate({ paused: !data.paused })} />}
    </span>
  )
}

function Switch({ paused, press }: { paused: boolean; press: () => void }) {
  const t = useText(words)
  const says = t(paused ? 'lifeResume' : 'lifePause')
  return (
    <button type="button" aria-label={says} title={says} onClick={press}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" fill="currentColor">
        <path d={paused ? 'M3 1.5v9l7.5-4.5z' : 'M2.5 1.5h2.4v9H2.5zM7.1 1.5h2.4v9H7.1z'} />
      </svg>
    </button>
  )
}
