// The package's entry tells every Node that is not an LTS line yet that it is unsupported, on the terminal of whoever starts
// the program; what it re-exports is taken from where it lies. The version is pinned.
import { InvalidGrant } from 'oidc-provider/lib/helpers/errors.js'
import { Provider } from 'oidc-provider/lib/provider.js'

/** The OpenID provider of the package `oidc-provider`, and the one of its errors that we throw. */
export { InvalidGrant, Provider }
