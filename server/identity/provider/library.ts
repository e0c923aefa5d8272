import type ProviderClass from 'oidc-provider'
import type { errors as Errors } from 'oidc-provider'
// The package's entry tells every Node that is not an LTS line yet that it is unsupported, on the terminal of whoever starts
// the program; what it re-exports is taken from where it lies. The version is pinned, and these paths have no types.
// @ts-expect-error no declaration
import * as untypedErrors from 'oidc-provider/lib/helpers/errors.js'
// @ts-expect-error no declaration
import { Provider as UntypedProvider } from 'oidc-provider/lib/provider.js'

/** The OpenID provider of the package `oidc-provider`. */
export const Provider: typeof ProviderClass = UntypedProvider
/** Its errors. */
export const errors: typeof Errors = untypedErrors
export type Provider = ProviderClass
