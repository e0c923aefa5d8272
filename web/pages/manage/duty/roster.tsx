import { Button, Popconfirm } from 'antd'
import { useContext } from 'react'
import type { Duty, Post } from '../../../../contract/city/index.ts'
import { useCommand } from '../../../api/command.ts'
import { staffApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { ProblemNote } from '../../../frame/failed.tsx'
import { Empty } from '../../../ui/faces/faces.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useNow } from '../../../ui/time/now.ts'
import { useFormat, Zone } from '../../../ui/time/use-format.ts'
import { instantIn } from '../../../ui/time/zone.ts'
import css from '../manage.module.css'
import { Table } from '../parts/table.tsx'
import { texts as common } from '../texts.ts'
import { texts } from './texts.ts'
import { dayAfter, weekFrom } from './week.ts'

interface RosterProps {
  readonly unit: string
  readonly monday: string
  readonly mayPlan: boolean
}

/** A unit's week: its posts by its days. A turn stands on the day it begins. */
export function Roster({ unit, monday, mayPlan }: RosterProps) {
  const zone = useContext(Zone)
  const days = weekFrom(monday)
  const span = { from: instantIn(zone, `${monday}T00:00`), to: instantIn(zone, `${dayAfter(monday, 7)}T00:00`) }
  const posts = useApi(staffApi.posts(unit), { refreshOn: ({ kind }) => kind === 'post.saved' })
  const asked = useApi(staffApi.duty({ unitId: unit, ...span }), { refreshOn: ({ kind }) => kind.startsWith('duty.') })
  const refresh = () => void asked.refetch()
  return (
    <Answer of={posts}>
      {({ items: ofUnit }) => (
        <Answer of={asked}>
          {({ items }) => (
            <Week
              posts={ofUnit.filter((post) => !post.retired || items.some(({ postId }) => postId === post.id))}
              days={days}
              turnsOn={(post, day) => turnsOn(items, post, day, monday, zone)}
              turn={(one) => <Turn turn={one} mayPlan={mayPlan} refresh={refresh} />}
            />
          )}
        </Answer>
      )}
    </Answer>
  )
}

/** Turns of a post that begin on a day; one from before the week stands on its first day. */
function turnsOn(all: readonly Duty[], post: Post, day: string, monday: string, zone: string): Duty[] {
  const from = instantIn(zone, `${day}T00:00`)
  const to = instantIn(zone, `${dayAfter(day, 1)}T00:00`)
  return all.filter(
    ({ postId, startsAt }) =>
      postId === post.id && ((startsAt >= from && startsAt < to) || (day === monday && startsAt < from)),
  )
}

interface WeekProps {
  readonly posts: readonly Post[]
  readonly days: readonly string[]
  readonly turnsOn: (post: Post, day: string) => readonly Duty[]
  readonly turn: (turn: Duty) => React.ReactNode
}

function Week({ posts, days, turnsOn: find, turn }: WeekProps) {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const format = useFormat()
  if (posts.length === 0) return <Empty title={t('noPosts')} />
  return (
    <Table
      label={c('duty')}
      rows={posts}
      keyOf={({ id }) => id}
      columns={[
        { title: t('post'), cell: ({ name }) => <strong>{said(name)}</strong> },
        ...days.map((day) => ({
          title: `${format.weekday(`${day}T12:00:00Z`)} ${format.day(`${day}T12:00:00Z`)}`,
          cell: (post: Post) => {
            const turns = find(post, day)
            return turns.length === 0 ? (
              <span className={css.quiet}>{t('free')}</span>
            ) : (
              <ul className={css.turns}>
                {turns.map((one) => (
                  <li key={one.id}>{turn(one)}</li>
                ))}
              </ul>
            )
          },
        })),
      ]}
    />
  )
}

/** One turn; what is ahead can be taken away, what runs can be ended. */
function Turn({ turn, mayPlan, refresh }: { turn: Duty; mayPlan: boolean; refresh: () => void }) {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const format = useFormat()
  const at = useNow()
  const end = useCommand(staffApi.endDuty(turn.id), refresh)
  const time = `${format.time(turn.startsAt)}–${format.time(turn.endsAt)}`
  const name = said(turn.name)
  const isOver = Date.parse(turn.endsAt) <= at
  const isAhead = Date.parse(turn.startsAt) > at
  const runs = !isOver && !isAhead
  return (
    <span className={isOver ? css.quiet : undefined}>
      <span className={runs ? css.good : undefined}>
        {runs && '● '}
        {name}
      </span>{' '}
      <span className="figures">{time}</span>
      {mayPlan && !isOver && (
        <Popconfirm
          title={isAhead ? t('endSure', { name, time }) : t('endNowSure', { name })}
          okText={c('yes')}
          cancelText={c('cancel')}
          onConfirm={() => end.mutate({})}
        >
          <Button
            type="text"
            size="small"
            loading={end.isPending}
            aria-label={`${isAhead ? t('end') : t('endNow')} · ${name} ${time}`}
          >
            ✕
          </Button>
        </Popconfirm>
      )}
      {end.error && <ProblemNote problem={end.error} />}
    </span>
  )
}
