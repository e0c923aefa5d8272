import { Life, SetLife } from '../../contract/life.ts'
import { useCommand } from '../api/command.ts'
import { useMay } from '../api/me.ts'
import { useApi } from '../api/query.ts'
import { reading, writing } from '../api/resource.ts'
import { Chip, ToggleChip } from '../ui/parts/chip.tsx'
import { useText } from '../ui/texts/use-text.ts'
import { words } from '../ui/texts/words.ts'

const dev = import.meta.env.DEV
const url = '/api/v1/demo/life'

/** Says that this is a demonstration; where made-up people and things act, whether they do now, and pauses them. */
export function LifeBadge() {
  const t = useText(words)
  const may = useMay('life.switch')
  const { data } = useApi(reading(dev && Life, url), {
    refreshOn: ({ kind }) => kind === 'life.paused' || kind === 'life.resumed',
  })
  const { mutate } = useCommand(writing('POST', dev && SetLife, dev && Life, url))
  if (data?.lives !== true) return <Chip>{t('demo')}</Chip>
  const says = t(data.paused ? 'lifePaused' : 'lifeRuns')
  if (!may) return <Chip>{says}</Chip>
  return (
    <ToggleChip
      on={!data.paused}
      title={t(data.paused ? 'lifeResume' : 'lifePause')}
      onPress={() => mutate({ paused: !data.paused })}
    >
      {says}
    </ToggleChip>
  )
}
