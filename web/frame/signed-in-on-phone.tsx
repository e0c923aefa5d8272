import { deviceAnswers } from '../api/device/answers.ts'
import { KeptAnswers, useApi } from '../api/query.ts'
import { api } from '../paths.ts'
import { Known } from './signed-in.tsx'

/** Around pages that open without a network too: then it is who was signed in on this device last. */
export const SignedInOnPhone = () => (
  <KeptAnswers value={deviceAnswers}>
    <LastKnown />
  </KeptAnswers>
)

const LastKnown = () => <Known asked={useApi(api.me(), { keep: true })} />
