import { useMemo } from 'react'
import type { CasePoints } from '../../../../contract/cases/index.ts'
import type { LatestOfThing } from '../../../../contract/latest.ts'
import type { Alarm } from '../../../../contract/sensing.ts'
import type { CaseMark, CaseState, ThingMark } from '../../../map/marks.ts'
import { useValue } from '../../../series/use-value.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useNow } from '../../../ui/time/now.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { alarmsBeside, caseMarks, heardAt, thingMarks } from './marks.ts'
import { texts } from './texts.ts'

/** Thousands of marks are not drawn anew each second. */
const stepMs = 15_000

const useSlowNow = (): number => Math.floor(useNow() / stepMs) * stepMs

const none = [] as const

/** Open cases and those closed today as the map draws them. */
export function useCaseMarks(points: CasePoints | undefined): readonly CaseMark[] {
  const t = useText(texts)
  const format = useFormat()
  const at = useSlowNow()
  return useMemo(() => {
    const limit = (dueAt: string | null, state: CaseState): string => {
      if (state === 'done' || dueAt === null) return ''
      const left = Date.parse(dueAt) - at
      return left < 0 ? t('lateBy', { time: format.span(-left) }) : t('dueAt', { time: format.when(dueAt) })
    }
    return caseMarks(points?.items ?? none, at, ({ title, number, dueAt }, state) => [
      title,
      [t(state), limit(dueAt, state)].filter(Boolean).join(' · '),
      number,
    ])
  }, [points, at, t, format])
}

/** Things with what they last said and warn of, as the map draws them. */
export function useThingMarks(
  things: readonly LatestOfThing[] = none,
  alarms: readonly Alarm[] = none,
): readonly ThingMark[] {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  const value = useValue()
  return useMemo(() => {
    const shown = ({ values }: LatestOfThing): string => {
      const first = Object.values(values).find((read) => typeof read.value === 'number')
      return first === undefined ? '' : value(first)
    }
    const beside = alarmsBeside(things, alarms).flatMap(
      ({ thing: { code: id, position }, severity, title }): ThingMark[] =>
        position === null ? [] : [{ id, ...position, state: severity, says: [id, said(title)] }],
    )
    const marks = thingMarks(things, alarms, {
      label: shown,
      say: (thing, alarm) => {
        const heard = heardAt(thing)
        const read = heard === null ? t('neverRead') : `${shown(thing)} · ${t('readAt', { time: format.when(heard) })}`
        return [said(thing.name), read, ...(alarm === undefined ? [] : [said(alarm.title)])]
      },
    })
    return [...marks, ...beside]
  }, [things, alarms, t, said, format, value])
}
