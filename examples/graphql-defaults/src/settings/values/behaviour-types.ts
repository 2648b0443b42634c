import { duration } from './duration.js'
import { type Json, show } from './json.js'
import { graphqlLimits, passwordValidators, rateLimit } from './limits.js'
import { hint } from './messages.js'
import { isSender, SENDER, SENDER_HELP } from './sender.js'
import { templateVariables } from './template-variables.js'
import {
  boolean,
  choice,
  orFalse,
  orNull,
  plain,
  text,
  type ValueType,
  wholeNumber,
} from './value-type.js'

const ALGORITHMS = ['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'ES256'] as const

const algorithm: ValueType<(typeof ALGORITHMS)[number]> = {
  parse(value) {
    const found = ALGORITHMS.find((name) => name === value)
    if (found) return { value: found }
    const problem =
      value === 'EdDSA'
        ? 'EdDSA is not available: jsonwebtoken cannot sign with it'
        : `unknown algorithm ${show(value)}${hint(value, ALGORITHMS)}`
    return { problems: [problem] }
  },
  schema: { enum: ALGORITHMS },
}

const noCsrfRotation: ValueType<false> = {
  parse: (value) =>
    value === false
      ? { value }
      : {
          problems: [
            'has no effect: with cookies, requests carry a header instead of a CSRF token; remove it',
          ],
        },
  schema: { const: false },
}

/** The types of the settings that take effect at the next start. */
export const BEHAVIOUR_TYPES = {
  boolean,
  'boolean-or-null': orNull(boolean),
  duration: duration(1),
  'duration-or-zero': duration(0),
  'duration-or-false': orFalse(duration(0)),
  'duration-or-null': orNull(duration(1)),
  // 128 bits are the least that no one can guess.
  'byte-count': wholeNumber(16, 128),
  'text-or-null': orNull(text(/^\S(.{0,253}\S)?$/, 'a text, or null')),
  'email-address': plain(isSender, SENDER_HELP, { type: 'string', pattern: SENDER.source }),
  'link-path': text(
    /^(#\/)?(?!\.\.?(\/|$))[A-Za-z0-9._~-]+(\/(?!\.\.?(\/|$))[A-Za-z0-9._~-]+)*$/,
    'a path like "activate" or "account/activate", without a slash at either end',
  ),
  'template-path': text(
    /^(?!\.\.?\/)(?!.*\/\.\.?\/)[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*\.[a-z]+$/,
    'the path of a template of the project, like "emails/activation.html.ejs"',
  ),
  variables: templateVariables,
  algorithm,
  'header-name': text(/^[A-Za-z][A-Za-z0-9-]*$/, 'the name of an HTTP header'),
  'header-prefix': text(/^[A-Za-z][A-Za-z0-9_.-]*$/, 'one word like "JWT"'),
  'cookie-name': text(
    /^(?!__)[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/,
    'the name of a cookie like "JWT", without a prefix like __Host-',
  ),
  'cookie-path': text(/^\/[A-Za-z0-9._~/-]*$/, 'a path like "/" or "/graphql"'),
  'cookie-domain': orNull(
    text(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, 'a domain like "example.com", or null'),
  ),
  // Django writes them with a capital.
  'same-site': orNull(choice(['Lax', 'Strict', 'None', 'lax', 'strict', 'none'])),
  'no-csrf-rotation': noCsrfRotation,
  'bcrypt-cost': wholeNumber(4, 16),
  'password-hasher': choice(['bcrypt', 'argon2id']),
  compatibility: orNull(choice(['django'])),
  'users-access': orNull(choice(['anyone', 'staff'])),
  enumeration: choice(['off', 'mail', 'strict']),
  'mail-task': choice(['outbox', 'queue', false]),
  'rate-limits': orFalse(rateLimit),
  'graphql-limits': orFalse(graphqlLimits),
  'password-validators': passwordValidators,
} satisfies Record<string, ValueType<unknown>>

type Types = typeof BEHAVIOUR_TYPES
export type BehaviourTypeName = keyof Types

/** A setting that takes effect at the next start. */
export function setting<Name extends BehaviourTypeName>(
  name: Name,
  usual: Json,
): { type: Types[Name]; default: Json } {
  return { type: BEHAVIOUR_TYPES[name], default: usual }
}
