import type { MutationName, QueryName } from '../settings/table/operation-names.js'
import { kebab } from './layout.js'
import type { RenderedFile } from './types.js'
import type { View } from './view.js'

/** One output of a run: the blueprint it is made from, and how it is kept up later. */
export interface Entry extends Pick<RenderedFile, 'path' | 'id' | 'kind' | 'mode'> {
  /** Path of the blueprint. */
  from: string
  /** How the blueprint marks its tags; null for a file that is copied as it is. */
  delimiter: '%' | '?' | null
}

interface Options {
  /** Where it goes, when that is not where it lies among the blueprints. */
  to?: string
  /** False for what this project does not have. */
  when?: boolean
  /** The path that it had first, under which older projects know it: what is edited there goes along. */
  was?: string
}

/** The packing list: every file of a project, room by room. */
export function manifest(view: View): Entry[] {
  const { flavor, hasRefreshTokens: long, hasUsername } = view
  const flavored = flavor.name
  const asks = (query: QueryName) => view.queries.includes(query)
  return [
    once('common/graphql-auth.json'),
    managed('common/_graphql-auth/settings.schema.json', {
      to: '.graphql-auth/settings.schema.json',
    }),

    managed('common/README.md'),
    managed('common/SECURITY.md'),
    ...['package.json', 'tsconfig.json', 'tsconfig.build.json', 'biome.json'].map(atRoot),
    ...['Dockerfile', 'compose.yaml', 'vitest.config.ts'].map(atRoot),
    managed('common/_gitignore', { to: '.gitignore' }),
    once('common/_gitattributes', { to: '.gitattributes' }),
    once('common/_editorconfig', { to: '.editorconfig' }),
    managed('common/_dockerignore', { to: '.dockerignore' }),
    managed('common/_env.example', { to: '.env.example' }),
    secret('common/_env', { to: '.env' }),
    managed('common/_github/workflows/ci.yml', { to: '.github/workflows/ci.yml' }),
    once('common/_npmrc', { to: '.npmrc', when: view.pm.isNpm }),
    managed('common/pnpm-workspace.yaml', { when: view.pm.isPnpm }),
    managed('common/_yarnrc.yml', { to: '.yarnrc.yml', when: view.pm.isYarn }),

    ...room('src', ['app.ts', 'app-base.ts', 'clock.ts', 'housekeeping.ts', 'log.ts', 'main.ts']),
    ...room('src', ['entities.ts', 'context/app.ts']),
    ...room('src', ['node-version.ts', 'notify.ts', 'optional-package.ts', 'project-root.ts']),
    ...room('src', ['redis.ts', 'run.ts', 'security-log.ts', 'server.ts']),
    ...room('src/http', ['address.ts', 'answer.ts', 'base-path.ts', 'client-errors.ts', 'cors.ts']),
    ...room('src/http', ['host-header.ts', 'keep-alive.ts', 'listen.ts', 'origins.ts']),
    managed('common/src/http/readiness.ts'),
    managed('common/src/http/trusted-proxies.ts'),
    once('common/src/hooks.ts'),

    ...room('src/settings', ['behaviour.ts', 'compatibility.ts', 'configuration.ts']),
    ...room('src/settings', ['env.ts', 'openness.ts']),
    ...room('src/settings', ['settings.ts', 'shape.ts', 'start-error.ts', 'start-notices.ts']),
    ...room('src/settings', ['env-file.ts', 'nearby.ts', 'redis-url.ts', 'text-file.ts']),
    ...['behaviour-types.ts', 'file.ts', 'json.ts', 'messages.ts'].map((name) => shared(name)),
    ...['reserved-words.ts', 'sender.ts', 'value-type.ts'].map((name) => shared(name)),
    shared('duration.ts', { was: 'src/settings/duration.ts' }),
    shared('limits.ts', { was: 'src/settings/object-settings.ts' }),
    shared('template-variables.ts', { was: 'src/mail/template-variables.ts' }),

    ...room('src/database', ['connections.ts', 'database.ts', 'explain.ts', 'migrations.ts']),
    ...databaseRoom(view),
    appendOnly('common/src/database/migrations/initial.ts', { to: view.migration.path }),

    ...room('src/commands', ['dumpdata.ts', 'loaddata.ts', 'migrate.ts', 'migrate-revert.ts']),
    managed('common/src/commands/schema.ts'),

    ...room('src/fixtures', ['accounts.ts', 'claims.ts', 'column.ts', 'conflicts.ts', 'dump.ts']),
    ...room('src/fixtures', ['fields.ts', 'fixture.ts', 'load.ts', 'password.ts', 'rows.ts']),
    ...room('src/fixtures', ['save.ts', 'status-columns.ts', 'unique-fields.ts']),
    ...room('src/fixtures', ['user-columns.ts', 'values.ts']),
    managed('common/fixtures/users.json'),

    ...room('src/graphql', ['document-cache.ts', 'errors.ts', 'example-operations.ts']),
    ...room('src/graphql', ['global-id.ts', 'graphiql.ts', 'http-answer.ts', 'introspection.ts']),
    ...room('src/graphql', ['json-requests.ts', 'limits.ts', 'operation-size.ts']),
    ...room('src/graphql', ['request-error.ts', 'resolvers.ts', 'scalars.ts', 'user-node.ts']),
    managed('common/src/graphql/yoga.ts'),
    managed('common/src/graphql/page-cost.ts'),
    managed('common/src/graphql/own-sessions.ts', { when: asks('sessions') }),
    managed('common/src/graphql/users-connection.ts', { when: asks('users') }),
    variant('src/graphql/request.ts', view.cookies.isOn ? 'cookies' : ''),
    managed('common/src/graphql/csrf.ts', { when: view.cookies.isOn }),
    managed('common/src/graphql/date-scalar.ts', { when: view.hasDates }),
    managed(`${flavored}/src/graphql/mutation-field.ts`),
    managed(`${flavored}/src/graphql/type-defs.ts`),

    ...room('src/forms', ['errors.ts', 'fields.ts', 'form.ts', 'new-password.ts']),
    managed('common/src/forms/username.ts', { when: hasUsername }),
    managed('common/src/forms/typed-fields.ts', { when: view.hasTypedFields }),
    ...errorSerializer(view),

    ...room('src/users', ['email-address.ts', 'email-claim.entity.ts', 'emails.ts']),
    ...room('src/users', ['find-users.ts', 'lock-user.ts', 'normal-form.ts', 'personal-data.ts']),
    managed('common/src/users/update-user.ts'),
    ...room('src/users', ['user-status.entity.ts', 'user.entity.ts', 'users.ts']),
    managed('common/src/users/stale-claims.ts'),
    managed('common/src/users/visibility.ts', { when: asks('user') || asks('users') }),
    managed('common/src/users/filters.ts', { when: asks('users') }),
    managed('common/src/users/lookups.ts', { when: asks('users') }),
    managed('common/src/users/username.ts', { when: hasUsername }),
    managed('common/src/users/unique.ts', { when: view.hasUniqueFields }),
    managed('common/src/users/change-email.ts', { when: view.updatesEmail }),

    ...room('src/passwords', ['argon2.ts', 'bcrypt.ts', 'breached-passwords.ts']),
    ...room('src/passwords', ['common-passwords.ts', 'django-hashes.ts', 'hasher.ts']),
    ...room('src/passwords', ['hashing.ts', 'queue.ts', 'similarity.ts', 'validators.ts']),
    ...room('src/passwords', ['waiting-line.ts']),
    verbatim(once('common/data/common-passwords.txt')),
    verbatim(once('common/data/README.md')),

    ...room('src/sessions', ['access-token.ts', 'client.ts', 'jwt-handlers.ts', 'keys.ts']),
    ...room('src/sessions', ['ended-sessions.ts', 'known-address.ts', 'refresh-expiry.ts']),
    ...room('src/sessions', ['secrets.ts', 'session-user.ts']),
    ...room('src/sessions', [
      'session.entity.ts',
      'session-lifetime.ts',
      'sessions.ts',
      'viewer.ts',
    ]),
    variant('src/sessions/session-tokens.ts', long ? '' : 'access-only'),
    managed('common/src/sessions/cookies.ts', { when: view.cookies.isOn }),
    managed('common/src/sessions/refresh-token.entity.ts', { when: long }),
    managed('common/src/sessions/refresh-tokens.ts', { when: long }),

    ...room('src/throttle', ['address.ts', 'counter.ts', 'create-counter.ts']),
    ...room('src/throttle', [
      'known-addresses.ts',
      'memory-counter.ts',
      'redis-counter.ts',
      'throttle.ts',
    ]),

    ...room('src/mail', ['account-mails.ts', 'dispatcher.ts', 'email-url.ts', 'front-end.ts']),
    ...room('src/mail', ['kinds.ts', 'lanes.ts', 'mail-error.ts', 'mail-token.entity.ts']),
    ...room('src/mail', ['mail-tokens.ts', 'mail-user.ts', 'mailer.ts', 'message.ts']),
    ...room('src/mail', ['outbox-mail.entity.ts', 'outbox.ts', 'queue.ts', 'sender.ts']),
    ...room('src/mail', ['smtp-url.ts', 'templates.ts', 'transports.ts']),
    ...MAILS.flatMap((mail) => [
      template(`common/emails/${mail}.subject.ejs`),
      template(`common/emails/${mail}.html.ejs`),
    ]),

    ...room('src/auth', [
      'ask-to-wait.ts',
      'guards.ts',
      'limits.ts',
      'mutation.ts',
      'password-attempt.ts',
    ]),
    ...view.mutations.map((name) => variant(`src/auth/${kebab(name)}.ts`, variantOf(name, view))),
    ...Object.entries(SHARED).map(([name, users]) =>
      managed(`common/src/auth/${name}`, { when: has(view, users) }),
    ),
    managed('common/src/auth/enumeration.ts', { when: has(view, MAILING) || view.updatesEmail }),
    managed('common/src/auth/taken-values.ts', {
      when: has(view, TELLING) || view.updatesEmail || view.updatesUnique,
    }),
    managed('common/src/auth/stolen-token.ts', {
      when: long && has(view, ['refreshToken', 'revokeToken']),
    }),
    managed('common/src/auth/read-token.ts', {
      when: has(view, long ? ['verifyToken'] : ['verifyToken', 'refreshToken']),
    }),
    ...(has(view, ['register']) ? [newAccount(view)] : []),
    variant('src/auth/caller.ts', view.tokenArgument ? 'token-argument' : ''),
    managed('common/src/auth/with-cookies.ts', { when: view.cookies.isOn }),
    managed('common/src/auth/needs-login.ts', { when: view.hasClosedMutations }),

    variant('test/support/database.ts', view.database.isSqlite ? '' : view.database.name),
    ...room('test/support', ['answers.ts', 'client.ts', 'clock.ts', 'command.ts', 'fixtures.ts']),
    managed('common/test/support/headers.ts'),
    managed('common/test/support/cookies.ts', { when: view.cookies.isOn }),
    ...room('test/support', ['folder.ts', 'mailbox.ts', 'operations.ts', 'server.ts', 'users.ts']),
    ...room('test', ['example-operations.test.ts', 'loaddata-problems.test.ts', 'main.test.ts']),
    ...room('test', ['server.test.ts']),
    ...view.tests.files.map((file) => variant(`test/${file.name}.test.ts`, file.variant)),
  ].flatMap((entry) => entry ?? [])
}

const MAILS = [
  'account-deleted',
  'activation',
  'activation-resend',
  'already-registered',
  'email-changed',
  'password-changed',
  'password-reset',
  'password-set',
  'secondary-email-activation',
]

/** Brought up to date by a merge with what its owner made of it. */
function managed(from: string, options: Options = {}): Entry | null {
  return entry('managed', from, options)
}

/** Rendered when a project is created; from then on its owner's. */
function once(from: string, options: Options = {}): Entry | null {
  return entry('once', from, options)
}

/** Never changed once it is there. */
function appendOnly(from: string, options: Options): Entry | null {
  return entry('append-only', from, options)
}

/** Created for its owner alone to read, and never part of what is committed. */
function secret(from: string, options: Options): Entry | null {
  const found = entry('secret', from, options)
  return found && { ...found, mode: 0o600 }
}

/** A managed file at the root of the project. */
function atRoot(name: string): Entry | null {
  return managed(`common/${name}`)
}

/** Managed files of one folder that every project has. */
function room(folder: string, names: readonly string[]): (Entry | null)[] {
  return names.map((name) => managed(`common/${folder}/${name}`))
}

/** One of several blueprints for the same file. @param name '' for that of the default settings */
function variant(path: string, name: string): Entry | null {
  const from = name === '' ? path : path.replace(/\.ts$/, `.${name}.ts`)
  return managed(`common/${from}`, { to: path })
}

/** A file that is itself an EJS template of the project. */
function template(from: string): Entry | null {
  const found = managed(from)
  return found && { ...found, delimiter: '?' }
}

/** Rules of settings: the generator's own source, so that both check the same. */
function shared(name: string, options: Options = {}): Entry | null {
  const to = `src/settings/values/${name}`
  return verbatim(managed(`../${to}`, { ...options, to }))
}

function verbatim(found: Entry | null): Entry | null {
  return found && { ...found, delimiter: null }
}

/** Mutations whose answers could tell who has an account. */
const MAILING: readonly MutationName[] = [
  'register',
  'resendActivationEmail',
  'sendPasswordResetEmail',
  'sendSecondaryEmailActivation',
]

/** Those that tell that an address is taken. */
const TELLING: readonly MutationName[] = ['register', 'sendSecondaryEmailActivation']

/** Files of src/auth that mutations share, and which these are. */
const SHARED: Readonly<Record<string, readonly MutationName[]>> = {
  'as-caller.ts': [
    'passwordChange',
    'archiveAccount',
    'deleteAccount',
    'updateAccount',
    'swapEmails',
    'sendSecondaryEmailActivation',
    'removeSecondaryEmail',
  ],
  'create-account.ts': ['register'],
  'login-fields.ts': ['tokenAuth'],
  'password-by-mail.ts': ['passwordReset', 'passwordSet'],
}

/** Whether the project has one of these mutations. */
function has({ mutations }: View, names: readonly MutationName[]): boolean {
  return names.some((name) => mutations.includes(name))
}

/** Which of several blueprints a mutation is made from. */
function variantOf(mutation: string, view: View): string {
  if (mutation === 'register') return view.verifiedOnly ? 'verified-only' : ''
  if (mutation === 'refreshToken') return view.hasRefreshTokens ? '' : 'access-only'
  if (mutation !== 'updateAccount') return ''
  if (view.updatesEmail) return 'email'
  return view.updatesUnique ? 'identity' : ''
}

function newAccount({ isPasswordless }: View): Entry | null {
  return variant('src/auth/new-account.ts', isPasswordless ? 'passwordless' : '')
}

/** What only one kind of database needs. */
function databaseRoom({ database }: View): (Entry | null)[] {
  if (database.isSqlite) {
    return room('src/database', [
      'errors.ts',
      'location.ts',
      'lock.ts',
      'sqlite.ts',
      'sqlite-connection.ts',
      'sqlite-driver.ts',
      'sqlite-file.ts',
      'sqlite-statement.ts',
      'sqlite-writer.ts',
      'typeorm-sqlite.ts',
    ])
  }
  return [
    variant('src/database/errors.ts', database.name),
    variant('src/database/location.ts', database.name),
    ...room('src/database', [`${database.name}.ts`, 'server-connections.ts', 'server-url.ts']),
    ...room('src/database', ['connection-problem.ts', 'tls.ts']),
    managed('common/src/database/mysql-pool.ts', { when: database.name === 'mysql' }),
  ]
}

/** The owner's own serializer begins as a copy of ours. */
function errorSerializer({ modules }: View): (Entry | null)[] {
  const from = 'common/src/forms/serialize-errors.ts'
  const to = modules.errorSerializerPath
  return [modules.hasOwnSerializer ? once(from, { to }) : managed(from, { to })]
}

function entry(kind: Entry['kind'], from: string, { to, when = true, was }: Options): Entry | null {
  if (!when) return null
  const path = to ?? from.slice(from.indexOf('/') + 1)
  return { path, id: was ?? path, kind, from, delimiter: '%' }
}
