import { z } from 'zod'
import { Bilingual } from './text.ts'

/** The place this node serves. `zone` is an IANA time zone: every clock on a page is read in it. */
export const Place = z.object({ name: Bilingual, zone: z.string(), demo: z.boolean() })
export type Place = z.infer<typeof Place>

/** An account anybody may try, in a place made as a demo. */
export const DemoAccount = z.object({
  account: z.string(),
  name: z.string(),
  role: z.string(),
  unit: Bilingual.nullable(),
  /** One of many alike, such as the worker of each community: to be chosen from a list. */
  oneOfMany: z.boolean(),
})
export type DemoAccount = z.infer<typeof DemoAccount>

/** `GET /api/v1/place`, public: what the sign-in page shows before anybody has signed in. */
export const PublicPlace = Place.extend({
  demoAccounts: z.array(DemoAccount),
  /** Null when whoever runs the demo chose a password of their own: then it has to be typed. */
  demoPassword: z.string().nullable(),
})
export type PublicPlace = z.infer<typeof PublicPlace>

/** `POST /auth/interaction/:uid`. */
export const SignIn = z.object({ account: z.string().trim().min(1).max(100), password: z.string().min(1).max(200) })
export type SignIn = z.infer<typeof SignIn>

/** Where the browser goes to finish signing in: an address of the OpenID provider. */
export const SignedIn = z.object({ next: z.string() })
export type SignedIn = z.infer<typeof SignedIn>

/** `GET /api/v1/me`: who is signed in here, and what they may do somewhere. */
export const Me = z.object({
  account: z.string(),
  name: z.string(),
  unit: z.object({ id: z.string(), name: Bilingual }).nullable(),
  roles: z.array(z.string()),
  grants: z.array(z.object({ role: z.string(), divisionKey: z.string() })),
  permissions: z.array(z.string()),
  place: Place,
})
export type Me = z.infer<typeof Me>
