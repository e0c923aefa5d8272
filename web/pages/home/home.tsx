import { Navigate, useRouter } from '@tanstack/react-router'
import { useMe } from '../../api/me.ts'
import { NotFound } from '../../ui/faces/broken.tsx'

/** Sends each person to the page of their role, as the routes name it. */
export function Home() {
  const { roles } = useMe()
  const pages = Object.values(useRouter().routesById)
  const mine = pages.find(({ options }) => {
    const homeOf = options.staticData?.homeOf
    return homeOf === 'everybody' || homeOf?.some((role) => roles.includes(role))
  })
  return mine ? <Navigate to={mine.to} replace /> : <NotFound />
}
