import { parseDuration } from './duration.js'
import { isRecord, show } from './json.js'
import { hint, suggestion } from './near-miss.js'
import { boolean, wholeNumber } from './object-value-types.js'
import { isSender, SENDER, SENDER_HELP } from './sender.js'
import { RESERVED_IN_TEMPLATES, TEMPLATE_NAME, templateNameProblems } from './template-names.js'
import { ALGORITHMS, COOKIE_MODES } from './types.js'
import type { ValueType } from './value-type.js'

const DURATION_HELP = 'a number of seconds or a text like "90s", "5m", "1h", "7d"'
const DURATION_SCHEMA = {
  anyOf: [
    { type: 'integer', minimum: 0 },
    { type: 'string', pattern: '^\\d{1,10}[smhdw]$' },
  ],
}

/** A setting that is a text of a certain form. */
function text(pattern: RegExp, what: string): ValueType {
  return {
    check: (value) => (isText(value, pattern) ? [] : [`must be ${what}, not ${show(value)}`]),
    schema: { type: 'string', pattern: pattern.source },
    zod: 'z.string()',
  }
}

/** The same type where null means "not set". */
function nullable(type: ValueType): ValueType {
  return {
    check: (value) => (value === null ? [] : type.check(value)),
    schema: { anyOf: [{ type: 'null' }, type.schema] },
    zod: `${type.zod}.nullable()`,
  }
}

/** A length of time of at least so many seconds. */
function duration(minimum: 0 | 1): ValueType {
  return {
    check: (value) => {
      const seconds = parseDuration(value)
      if (seconds === null) return [`must be ${DURATION_HELP}, not ${show(value)}`]
      return seconds < minimum ? ['must be longer than no time'] : []
    },
    schema: DURATION_SCHEMA,
    zod: 'duration',
  }
}

/** One of a few values. */
function choice(values: readonly (string | boolean)[]): ValueType {
  const written = values.map((value) => show(value))
  return {
    check: (value) =>
      values.some((known) => known === value)
        ? []
        : [
            `must be ${written.join(' or ')}, not ${show(value)}${suggestion(
              value,
              values.filter((known) => typeof known === 'string'),
            )}`,
          ],
    schema: { enum: values },
    zod: `z.literal([${values.map((value) => (typeof value === 'string' ? `'${value}'` : value)).join(', ')}])`,
  }
}

function isText(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value)
}

export const SCALAR_TYPES = {
  boolean,
  duration: duration(1),
  'duration-or-zero': duration(0),
  // 128 bits is the least that cannot be guessed (S8).
  'byte-count': wholeNumber(16, 128),
  'text-or-null': nullable(text(/^\S(.{0,253}\S)?$/, 'a text, or null')),
  'email-address': {
    check: (value) => (isSender(value) ? [] : [`must be ${SENDER_HELP}, not ${show(value)}`]),
    schema: { type: 'string', pattern: SENDER.source },
    zod: 'sender',
  },
  'link-path': text(
    /^(#\/)?(?!\.\.?(\/|$))[A-Za-z0-9._~-]+(\/(?!\.\.?(\/|$))[A-Za-z0-9._~-]+)*$/,
    'a path like "activate" or "account/activate", without a slash at either end',
  ),
  'template-path': text(
    /^(?!\.\.?\/)(?!.*\/\.\.?\/)[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*\.[a-z]+$/,
    'the path of a template of the project, like "emails/activation.html.ejs"',
  ),
  variables: {
    check: (value) => {
      if (!isRecord(value)) return [`must be an object of names and values, not ${show(value)}`]
      return Object.keys(value).flatMap(templateNameProblems)
    },
    schema: {
      type: 'object',
      propertyNames: {
        pattern: TEMPLATE_NAME.source,
        not: { enum: [...RESERVED_IN_TEMPLATES] },
      },
    },
    zod: 'templateVariables',
  },
  algorithm: {
    check: (value) => {
      if (value === 'EdDSA') return ['EdDSA is not available: jsonwebtoken cannot sign with it']
      const known = ALGORITHMS.some((algorithm) => algorithm === value)
      return known ? [] : [`${show(value)} is no algorithm${hint(value, ALGORITHMS)}`]
    },
    schema: { enum: ALGORITHMS },
    zod: `z.enum([${ALGORITHMS.map((name) => `'${name}'`).join(', ')}])`,
  },
  'header-name': text(/^[A-Za-z][A-Za-z0-9-]*$/, 'the name of an HTTP header'),
  'header-prefix': text(/^[A-Za-z][A-Za-z0-9_.-]*$/, 'one word like "JWT"'),
  'cookie-mode': choice(COOKIE_MODES),
  'cookie-name': text(
    /^(?!__)[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/,
    'the name of a cookie like "JWT", without a prefix like __Host-',
  ),
  'cookie-path': text(/^\/[A-Za-z0-9._~/-]*$/, 'a path like "/" or "/graphql"'),
  'cookie-domain': nullable(
    text(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, 'a domain like "example.com", or null'),
  ),
  // Django writes them with a capital.
  'same-site': nullable(choice(['Lax', 'Strict', 'None', 'lax', 'strict', 'none'])),
  'no-csrf-rotation': {
    check: (value) =>
      value === false
        ? []
        : [
            'has nothing to rotate: with cookies, requests carry a header, no CSRF token; remove it',
          ],
    schema: { const: false },
    zod: 'z.literal(false)',
  },
  'argument-name': text(/^(?!__)[_A-Za-z][_A-Za-z0-9]*$/, 'the name of a GraphQL argument'),
  hook: nullable(
    text(/^[A-Za-z_$][A-Za-z0-9_$]*$/, 'the name of a function that src/hooks.ts exports, or null'),
  ),
  module: nullable(
    text(
      /^src(\/(?!\.\.?\/)[A-Za-z0-9._-]+)+\.ts$/,
      'the path of a module of the project, like "src/errors-serializer.ts", or null',
    ),
  ),
  'duration-or-false': {
    check: (value) => (value === false ? [] : duration(1).check(value)),
    schema: { anyOf: [{ const: false }, DURATION_SCHEMA] },
    zod: 'orFalse(duration)',
  },
  'duration-or-null': nullable(duration(1)),
  'boolean-or-null': nullable(boolean),
  'bcrypt-cost': wholeNumber(4, 16),
  'password-hasher': choice(['bcrypt', 'argon2id']),
  compatibility: nullable(choice(['django'])),
  'users-access': nullable(choice(['anyone', 'staff'])),
  enumeration: choice(['off', 'mail', 'strict']),
  'mail-task': choice(['outbox', 'queue', false]),
} satisfies Record<string, ValueType>
