import type { ApiProblem } from '../api/problem.ts'
import { goToSignIn } from '../api/query.ts'
import { Face, FaceButton, Note } from '../ui/faces/faces.tsx'
import { useText } from '../ui/texts/use-text.ts'
import { words } from '../ui/texts/words.ts'

/** What could not be loaded, why, and the way on. No answer at all is the offline face. */
export function Failed({ problem, retry }: { problem: ApiProblem; retry: () => void }) {
  const t = useText(words)
  const offline = problem.status === 0
  return (
    <div role="alert">
      <Face drawing={offline ? 'offline' : 'failed'} title={offline ? t('offline') : t('failed')}>
        <p>{offline ? t('offlineWhy') : problem.message}</p>
        {problem.status >= 500 && problem.requestId && (
          <small className="figures">{t('requestNo', { id: problem.requestId })}</small>
        )}
        <FaceButton onPress={retry}>{t('retry')}</FaceButton>
      </Face>
    </div>
  )
}

/** One line about a write that was refused; nothing typed is lost. */
export function ProblemNote({ problem }: { problem: ApiProblem }) {
  const t = useText(words)
  return (
    <Note>
      <span>{problem.message}</span>
      {problem.code === 'kernel.sign_in_needed' && <FaceButton onPress={goToSignIn}>{t('signIn')}</FaceButton>}
      {problem.status >= 500 && problem.requestId && <small>{t('requestNo', { id: problem.requestId })}</small>}
    </Note>
  )
}
