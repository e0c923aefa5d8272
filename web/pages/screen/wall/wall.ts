import { createContext, useContext } from 'react'

/** Whether this hangs on a wall: nothing of persons, and nothing leads anywhere. */
export const WallContext = createContext(false)

/** Whether this hangs on a wall. */
export const useWall = (): boolean => useContext(WallContext)
