import { useNavigate } from '@tanstack/react-router'
import type { MatterList, MatterQuery } from '../../../contract/matter.ts'
import { page } from '../../paths.ts'
import { ToggleChip } from '../../ui/parts/chip.tsx'
import { useSaid, useText } from '../../ui/texts/use-text.ts'
import css from './matters.module.css'
import { texts } from './texts.ts'

/** Open, closed or waiting for me; and, where there are several, of which kind. */
export function Filters({ search, kinds }: { search: MatterQuery; kinds: MatterList['kinds'] }) {
  const t = useText(texts)
  const said = useSaid()
  const navigate = useNavigate()
  const show = (next: MatterQuery) => void navigate(page.matters(next))
  const { state: _state, mine: _mine, ...ofKind } = search
  const { kind: _kind, ...ofAnyKind } = search
  const done = search.state === 'done'
  return (
    <div className={css.filters}>
      <ToggleChip on={!done && !search.mine} onPress={() => show(ofKind)}>
        {t('open')}
      </ToggleChip>
      <ToggleChip on={search.mine === true} onPress={() => show({ ...ofKind, mine: true })}>
        {t('mine')}
      </ToggleChip>
      <ToggleChip on={done} onPress={() => show({ ...ofKind, state: 'done' })}>
        {t('done')}
      </ToggleChip>
      {kinds.length > 1 && (
        <div>
          <ToggleChip on={search.kind === undefined} onPress={() => show(ofAnyKind)}>
            {t('allKinds')}
          </ToggleChip>
          {kinds.map(({ id, name, open }) => (
            <ToggleChip key={id} on={search.kind === id} onPress={() => show({ ...search, kind: id })}>
              {said(name)} <span className="figures">{open}</span>
            </ToggleChip>
          ))}
        </div>
      )}
    </div>
  )
}
