import { z } from 'zod'
import { ROLES } from './roles.ts'
import { Bilingual, Instant } from './text.ts'

export { ROLES }

export const Role = z.enum(Object.keys(ROLES) as [keyof typeof ROLES])
export type Role = z.infer<typeof Role>

/** A role somebody holds: one of the city's, or one that the flow of an installed pack brings. */
export const RoleName = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/, 'small letters, digits and _')

/** A place in the division tree: segments of three characters, none for the whole place. A subtree is a prefix. */
export const DivisionKey = z.string().regex(/^([0-9a-z]{3})*$/, 'segments of three of 0-9 a-z')

/** The name an account signs in with: lower case letters, digits, `.`, `_` and `-`. */
export const Login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,63}$/, '2 to 64 of a-z 0-9 . _ -')

const PersonName = z.string().trim().min(1).max(100)

/** A password somebody chooses: long rather than odd (NIST SP 800-63B §3.1.1). */
export const NewPassword = z.string().min(8).max(200)

export const GrantInput = z.object({
  role: RoleName,
  divisionKey: DivisionKey,
  validFrom: Instant.optional(),
  validTo: Instant.optional(),
})
export type GrantInput = z.infer<typeof GrantInput>

export const AccountGrant = z.object({
  id: z.uuid(),
  role: RoleName,
  divisionKey: z.string(),
  validFrom: Instant,
  validTo: Instant.nullable(),
})
export type AccountGrant = z.infer<typeof AccountGrant>

/** `GET /api/v1/accounts/roles`: what can be granted now, the city's own roles first. */
export const GrantableRoles = z.object({ items: z.array(z.object({ role: RoleName, name: Bilingual })) })
export type GrantableRoles = z.infer<typeof GrantableRoles>

/** An account as its administrators see it. How to reach the person is asked for apart, and such a look is written down. */
export const Account = z.object({
  id: z.uuid(),
  login: z.string(),
  name: z.string(),
  divisionKey: z.string(),
  personId: z.uuid().nullable(),
  unitId: z.uuid().nullable(),
  locale: z.enum(['zh', 'en']),
  disabled: z.boolean(),
  demo: z.boolean(),
  /** Too many failed sign-ins: no more before this; null when not locked out. */
  lockedUntil: Instant.nullable(),
  grants: z.array(AccountGrant),
})
export type Account = z.infer<typeof Account>

/** `GET /api/v1/accounts`. `after` is the last login of the page before. */
export const AccountQuery = z.object({
  words: z.string().trim().max(100).optional(),
  unitId: z.uuid().optional(),
  after: z.string().optional(),
})
export type AccountQuery = z.infer<typeof AccountQuery>
export const AccountList = z.object({ items: z.array(Account), next: z.string().nullable() })
export type AccountList = z.infer<typeof AccountList>

/** `GET /api/v1/accounts/:id/contact?purpose=…`: the look and its purpose go into the journal. */
export const ContactQuery = z.object({ purpose: z.string().trim().min(2).max(200) })
export const Contact = z.object({ phone: z.string().nullable(), email: z.string().nullable() })
export type Contact = z.infer<typeof Contact>

const Phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9 -]{5,20}$/)

/** `POST /api/v1/accounts`. Without a password only an external issuer can sign the person in. */
export const NewAccount = z.object({
  login: Login,
  name: PersonName,
  divisionKey: DivisionKey,
  personId: z.uuid().nullable().default(null),
  unitId: z.uuid().nullable().default(null),
  locale: z.enum(['zh', 'en']).default('zh'),
  phone: Phone.nullable().default(null),
  email: z.email().nullable().default(null),
  password: NewPassword.nullable().default(null),
  grants: z.array(GrantInput).max(50).default([]),
})
export type NewAccount = z.infer<typeof NewAccount>

/** `PATCH /api/v1/accounts/:id`; what is absent stays. */
export const AccountChange = z
  .object({
    name: PersonName,
    divisionKey: DivisionKey,
    personId: z.uuid().nullable(),
    unitId: z.uuid().nullable(),
    locale: z.enum(['zh', 'en']),
    phone: Phone.nullable(),
    email: z.email().nullable(),
    disabled: z.boolean(),
  })
  .partial()
export type AccountChange = z.infer<typeof AccountChange>

export const AccountId = z.object({ id: z.uuid() })
export const GrantId = z.object({ id: z.uuid(), grantId: z.uuid() })
export const Done = z.object({ id: z.string() })
export type Done = z.infer<typeof Done>

/** `POST /api/v1/accounts/:id/password`, by an administrator. */
export const PasswordReset = z.object({ password: NewPassword })
/** `POST /api/v1/me/password`. */
export const PasswordChange = z.object({ current: z.string().min(1).max(200), next: NewPassword })

/** `GET /api/v1/me/sessions`: where this account is signed in. */
export const Session = z.object({
  id: z.uuid(),
  kind: z.enum(['browser', 'token']),
  current: z.boolean(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: Instant,
  seenAt: Instant,
  expiresAt: Instant,
})
export type Session = z.infer<typeof Session>
export const SessionList = z.object({ items: z.array(Session) })

/** `POST /auth/first-admin`: spends the one-time link that the first start printed. */
export const FirstAdmin = z.object({
  token: z.string().min(1).max(200),
  account: Login,
  name: PersonName,
  password: NewPassword,
})
export type FirstAdmin = z.infer<typeof FirstAdmin>

const RedirectUri = z.url({ protocol: /^https?$/ })

/** `POST /api/v1/oidc-clients`: another program that lets people sign in here. */
export const NewClient = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{2,63}$/),
  name: z.string().trim().min(1).max(100),
  redirectUris: z.array(RedirectUri).min(1).max(20),
  postLogoutRedirectUris: z.array(RedirectUri).max(20).default([]),
})
export type NewClient = z.infer<typeof NewClient>

export const OidcClient = NewClient.extend({ disabled: z.boolean(), createdAt: Instant })
export const OidcClientList = z.object({ items: z.array(OidcClient) })
export type OidcClient = z.infer<typeof OidcClient>
/** The secret is shown this once: only its digest is kept. Null when the same registration was sent again. */
export const RegisteredClient = z.object({ id: z.string(), secret: z.string().nullable() })
