import { Button, Popconfirm } from 'antd'
import type { Responsibility } from '../../../../contract/city/index.ts'
import { useCommand } from '../../../api/command.ts'
import { staffApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { ProblemNote } from '../../../frame/failed.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { UnitField } from '../parts/fields.tsx'
import { useDivisionName, useUnitName } from '../parts/places.ts'
import { SaveForm } from '../parts/sheet.tsx'
import { texts as common } from '../texts.ts'
import { texts } from './texts.ts'

interface ResponsibilitySheetProps {
  readonly one: Responsibility
  readonly onSaved: () => void
  readonly onEnded: () => void
}

/** Who answers for one subject at one place: another unit, or none any more. */
export function ResponsibilitySheet({ one, onSaved, onEnded }: ResponsibilitySheetProps) {
  const t = useText(texts)
  const c = useText(common)
  const unitName = useUnitName()
  const division = useDivisionName()
  const mayManage = useMay('city.manage')
  const { subject, divisionKey, grid, unitId } = one
  const place = { subject, divisionKey, grid }
  const save = useCommand(staffApi.setResponsibility(), onSaved)
  const end = useCommand(staffApi.setResponsibility(), onEnded)
  return (
    <div className={css.stack}>
      <dl className={css.facts}>
        <dt>{t('subject')}</dt>
        <dd className={css.code}>{subject}</dd>
        <dt>{t('where')}</dt>
        <dd>{division(divisionKey)}</dd>
        <dt>{t('grid')}</dt>
        <dd>{grid ?? t('wholeDivision')}</dd>
        {!mayManage && (
          <>
            <dt>{t('unit')}</dt>
            <dd>{unitName(unitId)}</dd>
          </>
        )}
      </dl>
      {mayManage && (
        <>
          <SaveForm<{ unitId: string }>
            initial={{ unitId }}
            onSave={(values) => save.mutate({ ...place, unitId: values.unitId })}
            saving={save.isPending}
            problem={save.error}
          >
            <UnitField name="unitId" label={t('unit')} />
          </SaveForm>
          {end.error && <ProblemNote problem={end.error} />}
          <div className={css.tools}>
            <Popconfirm
              title={t('endSure')}
              okText={c('yes')}
              cancelText={c('cancel')}
              onConfirm={() => end.mutate({ ...place, unitId: null })}
            >
              <Button danger loading={end.isPending}>
                {t('end')}
              </Button>
            </Popconfirm>
          </div>
        </>
      )}
    </div>
  )
}
