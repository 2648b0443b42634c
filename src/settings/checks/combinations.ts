import { EMAIL_LENGTH } from '../lengths.js'
import { PAGE_ARGUMENTS } from '../names.js'
import type { Settings, UserFieldSetting } from '../types.js'
import { withoutEffect } from '../values/file.js'
import { type Problem, problemsOf } from '../values/messages.js'
import { JAVASCRIPT_WORDS, words } from '../values/reserved-words.js'
import type { MeaningCheck } from './meaning.js'

/** Arguments that mutations and queries have already, where a token argument would be a second one. */
const OTHER_ARGUMENTS: ReadonlySet<string> = new Set([
  ...words(`
    input clientMutationId id email password password1 password2
    oldPassword newPassword1 newPassword2 refreshToken isActive
  `),
  ...PAGE_ARGUMENTS,
])

/** Checks of settings that only make sense together. */
export const unionChecks: readonly MeaningCheck[] = [
  { needs: [], run: ({ settings }) => identityProblems(settings) },
  { needs: [], run: ({ settings }) => indexProblems(settings) },
  {
    needs: ['GRAPHQL_AUTH.ALLOW_PASSWORDLESS_REGISTRATION', 'GRAPHQL_AUTH.SEND_PASSWORD_SET_EMAIL'],
    run: ({ settings: { GRAPHQL_AUTH } }) => withoutEffect(GRAPHQL_AUTH),
  },
  {
    needs: ['GRAPHQL_AUTH.COOKIE_MODE', 'GRAPHQL_JWT.JWT_HIDE_TOKEN_FIELDS'],
    run: ({ settings: { GRAPHQL_AUTH, GRAPHQL_JWT } }) =>
      GRAPHQL_JWT.JWT_HIDE_TOKEN_FIELDS && GRAPHQL_AUTH.COOKIE_MODE === 'off'
        ? problemsOf('GRAPHQL_JWT.JWT_HIDE_TOKEN_FIELDS', [
            'would leave clients without a token; set GRAPHQL_AUTH.COOKIE_MODE too, or remove this',
          ])
        : [],
  },
  {
    needs: ['GRAPHQL_AUTH.COOKIE_MODE', 'GRAPHQL_JWT.JWT_LONG_RUNNING_REFRESH_TOKEN'],
    run: ({ settings: { GRAPHQL_AUTH, GRAPHQL_JWT } }) =>
      GRAPHQL_AUTH.COOKIE_MODE === 'refresh' && !GRAPHQL_JWT.JWT_LONG_RUNNING_REFRESH_TOKEN
        ? problemsOf('GRAPHQL_AUTH.COOKIE_MODE', [
            'cannot be "refresh": there are no refresh tokens without JWT_LONG_RUNNING_REFRESH_TOKEN; use "both"',
          ])
        : [],
  },
  {
    needs: ['GRAPHQL_AUTH.MUTATIONS', 'GRAPHQL_JWT.JWT_LONG_RUNNING_REFRESH_TOKEN'],
    run: ({ settings: { GRAPHQL_AUTH, GRAPHQL_JWT } }) =>
      GRAPHQL_AUTH.MUTATIONS.every((name) => name === 'revokeToken') &&
      !GRAPHQL_JWT.JWT_LONG_RUNNING_REFRESH_TOKEN
        ? problemsOf('GRAPHQL_AUTH.MUTATIONS', [
            'leaves no mutation: without JWT_LONG_RUNNING_REFRESH_TOKEN there is no revokeToken',
          ])
        : [],
  },
  {
    needs: ['GRAPHQL_JWT.JWT_ARGUMENT_NAME'],
    run: ({ settings: { GRAPHQL_JWT }, fields }) => {
      const name = GRAPHQL_JWT.JWT_ARGUMENT_NAME
      return fields.has(name) || OTHER_ARGUMENTS.has(name)
        ? problemsOf('GRAPHQL_JWT.JWT_ARGUMENT_NAME', [
            `"${name}" is already an argument; choose another`,
          ])
        : []
    },
  },
  { needs: [], run: ({ settings }) => handlerProblems(settings) },
]

/** What src/own/hooks.ts exports in every project. */
const HOOKS = ['onUserRegistering', 'onUserRegistered', 'onUserVerifying', 'onUserVerified']

/** Handlers are functions of one module: each has a name of its own. */
function handlerProblems({ GRAPHQL_JWT }: Settings): Problem[] {
  const taken = new Set(HOOKS)
  return Object.entries(GRAPHQL_JWT).flatMap(([setting, name]) => {
    if (!setting.endsWith('_HANDLER') || typeof name !== 'string') return []
    const isTaken = taken.has(name)
    taken.add(name)
    return problemsOf(`GRAPHQL_JWT.${setting}`, [
      ...(isTaken ? [`src/own/hooks.ts has another function "${name}"; choose another name`] : []),
      ...(JAVASCRIPT_WORDS.has(name) ? [`"${name}" is a reserved word of TypeScript`] : []),
    ])
  })
}

/** USERNAME_FIELD and EMAIL_FIELD may be declared in USER_FIELDS, to bound their length. */
function identityProblems(settings: Settings): Problem[] {
  const names = new Set([settings.USERNAME_FIELD, settings.EMAIL_FIELD])
  return [...names].flatMap((name) => {
    const field = settings.USER_FIELDS[name]
    if (!field) return []
    const lengths = name === settings.EMAIL_FIELD ? EMAIL_LENGTHS : USERNAME_LENGTHS
    return problemsOf(`USER_FIELDS.${name}`, identityFieldProblems(field, lengths))
  })
}

/** An index of ours is called `users_closed`, and that of a unique field after the field. */
function indexProblems({ USERNAME_FIELD, EMAIL_FIELD, USER_FIELDS }: Settings): Problem[] {
  const isTaken = USER_FIELDS.closed?.unique && ![USERNAME_FIELD, EMAIL_FIELD].includes('closed')
  return isTaken
    ? problemsOf('USER_FIELDS.closed', [
        'cannot be unique with that name: the table has an index with the same name',
      ])
    : []
}

/** From and to how many characters a name may be bounded. */
interface Lengths {
  least: number
  most: number
}

/** The users of the fixtures and of the tests have addresses of that length; no mailbox has a longer one. */
const EMAIL_LENGTHS: Lengths = { least: 30, most: EMAIL_LENGTH }
/** The names of the users of the fixtures and of the tests have that length. */
const USERNAME_LENGTHS: Lengths = { least: 8, most: Number.POSITIVE_INFINITY }

function identityFieldProblems(field: UserFieldSetting, { least, most }: Lengths): string[] {
  const { maxLength = least } = field
  return [
    ...(maxLength < least
      ? [`"maxLength" must be at least ${least}: examples have that length`]
      : []),
    ...(maxLength > most ? [`"maxLength" must be at most ${most}: no address is longer`] : []),
    ...(field.type === 'String' ? [] : ['must be a String: users log in or get mail with it']),
    ...(field.nullable ? ['cannot be nullable: every user has one'] : []),
    ...(field.unique === false ? ['is always unique: it identifies users'] : []),
    ...(field.default === undefined ? [] : ['cannot have a "default": two users would share it']),
  ]
}
