import type { RenderedFile } from './render.js'
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
}

/** The packing list: every file of a project, room by room. */
export function manifest(view: View): Entry[] {
  const { flavor, hasRefreshTokens: long, hasUsername } = view
  const flavored = flavor.name
  return [
    once('common/graphql-auth.json'),
    managed('common/_graphql-auth/settings.schema.json', {
      to: '.graphql-auth/settings.schema.json',
    }),

    managed('common/README.md'),
    ...['package.json', 'tsconfig.json', 'tsconfig.build.json', 'biome.json'].map(atRoot),
    ...['Dockerfile', 'compose.yaml', 'vitest.config.ts'].map(atRoot),
    managed('common/_gitignore', { to: '.gitignore' }),
    managed('common/_dockerignore', { to: '.dockerignore' }),
    managed('common/_env.example', { to: '.env.example' }),
    secret('common/_env', { to: '.env' }),
    managed('common/_github/workflows/ci.yml', { to: '.github/workflows/ci.yml' }),
    managed('common/pnpm-workspace.yaml', { when: view.pm.isPnpm }),
    managed('common/_yarnrc.yml', { to: '.yarnrc.yml', when: view.pm.isYarn }),

    ...room('src', ['app.ts', 'clock.ts', 'log.ts', 'main.ts', 'notify.ts', 'project-root.ts']),
    ...room('src', ['run.ts', 'server.ts']),
    once('common/src/hooks.ts'),

    ...room('src/settings', ['behaviour.ts', 'configuration.ts', 'duration.ts', 'env.ts']),
    ...room('src/settings', ['settings.ts', 'shape.ts', 'start-error.ts']),

    ...room('src/database', ['database.ts', 'errors.ts', 'migrations.ts', 'sqlite.ts']),
    appendOnly('common/src/database/migrations/initial.ts', { to: view.migration.path }),

    ...room('src/commands', ['loaddata.ts', 'migrate.ts', 'migrate-revert.ts', 'schema.ts']),

    ...room('src/fixtures', ['accounts.ts', 'claims.ts', 'column.ts', 'conflicts.ts', 'fields.ts']),
    ...room('src/fixtures', ['fixture.ts', 'load.ts', 'password.ts', 'rows.ts', 'save.ts']),
    ...room('src/fixtures', ['status-columns.ts', 'unique-fields.ts', 'user-columns.ts']),
    ...room('src/fixtures', ['values.ts']),
    managed('common/fixtures/users.json'),

    ...room('src/graphql', ['example-operations.ts', 'global-id.ts', 'graphiql.ts']),
    ...room('src/graphql', ['resolvers.ts', 'scalars.ts']),
    ...room('src/graphql', ['user-node.ts', 'users-connection.ts', 'yoga.ts']),
    managed('common/src/graphql/date-scalar.ts', { when: view.hasDates }),
    managed(`${flavored}/src/graphql/mutation-field.ts`),
    managed(`${flavored}/src/graphql/type-defs.ts`),

    ...room('src/forms', ['errors.ts', 'fields.ts', 'form.ts', 'input.ts', 'new-password.ts']),
    managed('common/src/forms/username.ts', { when: hasUsername }),
    managed('common/src/forms/typed-fields.ts', { when: view.hasTypedFields }),
    ...errorSerializer(view),

    ...room('src/users', ['email-address.ts', 'email-claim.entity.ts', 'emails.ts', 'filters.ts']),
    ...room('src/users', ['find-users.ts', 'lookups.ts', 'personal-data.ts', 'update-user.ts']),
    ...room('src/users', ['user-status.entity.ts', 'user.entity.ts', 'users.ts']),
    managed('common/src/users/username.ts', { when: hasUsername }),
    managed('common/src/users/unique.ts', { when: view.hasUniqueFields }),
    managed('common/src/users/change-email.ts', { when: view.updatesEmail }),

    ...room('src/passwords', ['bcrypt.ts', 'common-passwords.ts', 'django-hashes.ts']),
    ...room('src/passwords', ['hashing.ts', 'queue.ts', 'similarity.ts', 'validators.ts']),
    verbatim(once('common/data/common-passwords.txt')),
    verbatim(once('common/data/README.md')),

    ...room('src/sessions', ['access-token.ts', 'client.ts', 'jwt-handlers.ts', 'keys.ts']),
    ...room('src/sessions', ['refresh-expiry.ts', 'secrets.ts', 'session-user.ts']),
    ...room('src/sessions', ['session.entity.ts', 'sessions.ts', 'viewer.ts']),
    variant('src/sessions/session-tokens.ts', long ? '' : 'access-only'),
    managed('common/src/sessions/refresh-token.entity.ts', { when: long }),
    managed('common/src/sessions/refresh-tokens.ts', { when: long }),

    ...room('src/mail', ['account-mails.ts', 'kinds.ts', 'mail-error.ts', 'mail-token.entity.ts']),
    ...room('src/mail', ['mail-tokens.ts', 'mailer.ts', 'message.ts', 'templates.ts']),
    ...room('src/mail', ['transports.ts']),
    ...MAILS.flatMap((mail) => [
      template(`common/emails/${mail}.subject.ejs`),
      template(`common/emails/${mail}.html.ejs`),
    ]),

    ...room('src/auth', ['archive-account.ts', 'delete-account.ts', 'guards.ts']),
    ...room('src/auth', ['login-fields.ts', 'mutation.ts', 'password-by-mail.ts']),
    ...room('src/auth', ['password-change.ts', 'password-reset.ts', 'password-set.ts']),
    ...room('src/auth', ['read-token.ts', 'remove-secondary-email.ts']),
    ...room('src/auth', ['resend-activation-email.ts', 'send-password-reset-email.ts']),
    ...room('src/auth', ['send-secondary-email-activation.ts', 'swap-emails.ts']),
    ...room('src/auth', ['token-auth.ts', 'verify-account.ts', 'verify-secondary-email.ts']),
    ...room('src/auth', ['verify-token.ts']),
    variant('src/auth/new-account.ts', view.isPasswordless ? 'passwordless' : ''),
    variant('src/auth/register.ts', view.verifiedOnly ? 'verified-only' : ''),
    variant('src/auth/refresh-token.ts', long ? '' : 'access-only'),
    variant('src/auth/update-account.ts', updateVariant(view)),
    managed('common/src/auth/revoke-token.ts', { when: long }),
    managed('common/src/auth/needs-login.ts', { when: view.hasClosedMutations }),

    ...room('test/support', ['answers.ts', 'client.ts', 'clock.ts', 'command.ts', 'fixtures.ts']),
    ...room('test/support', ['folder.ts', 'mailbox.ts', 'operations.ts', 'server.ts', 'users.ts']),
    ...room('test', ['example-operations.test.ts', 'loaddata-problems.test.ts', 'main.test.ts']),
    ...room('test', ['protected-mutations.test.ts', 'server.test.ts', 'users.test.ts']),
    ...view.tests.files.map((file) => variant(`test/${file.name}.test.ts`, file.variant)),
  ].flatMap((entry) => entry ?? [])
}

const MAILS = [
  'activation',
  'activation-resend',
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

function verbatim(found: Entry | null): Entry | null {
  return found && { ...found, delimiter: null }
}

function updateVariant({ updatesEmail, updatesUnique }: View): string {
  if (updatesEmail) return 'email'
  return updatesUnique ? 'identity' : ''
}

/** The owner's own serializer begins as a copy of ours. */
function errorSerializer({ modules }: View): (Entry | null)[] {
  const from = 'common/src/forms/serialize-errors.ts'
  const to = modules.errorSerializerPath
  return [modules.hasOwnSerializer ? once(from, { to }) : managed(from, { to })]
}

function entry(kind: Entry['kind'], from: string, { to, when = true }: Options): Entry | null {
  if (!when) return null
  const path = to ?? from.slice(from.indexOf('/') + 1)
  return { path, id: path, kind, from, delimiter: '%' }
}
