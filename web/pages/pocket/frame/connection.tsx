import { Link } from '@tanstack/react-router'
import { goToSignIn } from '../../../api/query.ts'
import { page } from '../../../paths.ts'
import css from './frame.module.css'
import { useConnection, useSayConnection } from './use-connection.ts'

/** The state of the connection in words; opens what waits, or the way to sign in. */
export function Connection() {
  const connection = useConnection()
  const say = useSayConnection()
  const says = say(connection)
  if (connection.says === 'signed-out')
    return (
      <button type="button" className={css.connection} data-says={connection.says} onClick={goToSignIn}>
        {says}
      </button>
    )
  return (
    <Link {...page.pocketMine()} className={css.connection} data-says={connection.says}>
      <span role="status">{says}</span>
    </Link>
  )
}
