import { useNavigate } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useState } from 'react'
import type { Overview } from '../../../../contract/cases/index.ts'
import { page } from '../../../paths.ts'
import type { ScreenSearch } from '../search.ts'
import { nextOf } from './next-of.ts'

/** Goes from the whole place through its streets and back, each for as long as the address says. */
export function useRotation(search: ScreenSearch, overview: Overview | undefined, isWall: boolean): void {
  const navigate = useNavigate()
  const { rotate, division } = search
  // What lies below is known while the whole is shown; it is kept for the round.
  const [round, setRound] = useState<readonly string[]>([])
  const below = overview?.divisions
  if (division === undefined && below !== undefined && below.map(({ key }) => key).join() !== round.join())
    setRound(below.map(({ key }) => key))
  const step = useEffectEvent(() => {
    const { division: _here, ...rest } = search
    const next = nextOf(round, division)
    void navigate({ ...page.screen(next === undefined ? rest : { ...rest, division: next }), replace: true })
  })
  useEffect(() => {
    if (!isWall || rotate === undefined) return
    const timer = setInterval(step, rotate * 1000)
    return () => clearInterval(timer)
  }, [isWall, rotate])
}
