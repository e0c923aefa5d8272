import { timingSafeEqual } from 'node:crypto'
import { identityErrors } from '../errors.ts'
import type { Provider } from './library.ts'

type Interaction = InstanceType<Provider['Interaction']>

const isSame = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/**
 * The interaction a sign-in page belongs to. Without the cookie of the browser that began it, somebody could begin one,
 * send its link to a victim, and be signed in as them.
 */
export async function getInteraction(
  provider: Provider,
  uid: string,
  cookie: string | undefined,
): Promise<Interaction> {
  if (cookie === undefined || !isSame(cookie, uid)) throw identityErrors.sign_in_expired()
  const interaction = await provider.Interaction.find<Interaction>(uid)
  if (interaction === undefined || interaction.prompt.name !== 'login') throw identityErrors.sign_in_expired()
  return interaction
}

/** The browser follows the redirect at once. */
const FOLLOW_S = 600

/** Says who signed in; returns where the browser goes on, on the host it is at. */
export async function finishInteraction(interaction: Interaction, accountId: string): Promise<string> {
  interaction.result = { login: { accountId, amr: ['pwd'] } }
  await interaction.save(FOLLOW_S)
  const { pathname, search } = new URL(interaction.returnTo)
  return pathname + search
}
