import {
  type MutationName,
  PROTECTED_MUTATIONS,
  PUBLIC_MUTATIONS,
  QUERIES,
  STAFF_MUTATIONS,
} from '../settings/table/operation-names.js'
import { blueprintsIn, valueTypeFiles } from './engine.js'
import { kebab } from './layout.js'
import { ABSORBED_FILES, MOVED_FILES } from './moved-files.js'
import type { RenderedFile } from './types.js'
import type { View } from './view.js'

/** One output of a run: the blueprint it is made from, and how it is kept up to date later. */
export interface Entry extends Pick<RenderedFile, 'path' | 'id' | 'absorbs' | 'kind' | 'mode'> {
  /** Path of the blueprint. */
  from: string
  /** How the blueprint marks its tags; null for a file that is copied as it is. */
  delimiter: '%' | '?' | null
}

/** What is special about a file: the others are managed, and part of every project. */
interface Exception {
  /**
   * `managed` files are merged with the edits of their owner. `once` files are rendered when they are
   * new and never changed again. `append-only` files are never changed, `secret` ones never committed.
   */
  kind?: RenderedFile['kind']
  /** False for what this project does not have. */
  isPart?: boolean
  /** Which of several blueprints it is made from: `name` for `file.name.ts`, '' for `file.ts`. */
  variant?: string
  /** Where it goes, when that is not where it lies among the blueprints. */
  to?: string
  /** Copied as it is, without tags. */
  isVerbatim?: true
}

type Exceptions = Record<string, Exception>

/**
 * Every file of a project, sorted by path: all blueprints of its flavor and those that both flavors
 * share. A blueprint lies where its output goes; `_` at the start of its path stands for a dot.
 *
 * @throws Error for an exception that no blueprint belongs to
 */
export function manifest(view: View): Entry[] {
  const exceptions = exceptionsOf(view)
  const blueprints = ['common', view.flavor.name].flatMap((folder) =>
    blueprintsIn(folder).map((path) => ({ path, from: `${folder}/${path}` })),
  )
  const unknown = Object.keys(exceptions).filter(
    (path) => !blueprints.some((one) => outputOf(one.path, exceptions) === path),
  )
  if (unknown.length > 0) throw new Error(`No blueprint is for ${unknown.join(', ')}.`)
  const rendered = blueprints.flatMap(({ path, from }) => entryOf(path, from, exceptions))
  return [...rendered, ...valueTypes()].sort((one, other) => (one.path < other.path ? -1 : 1))
}

/** What differs from "a managed file of every project", subject by subject. */
function exceptionsOf(view: View): Exceptions {
  const { hasRefreshTokens: isLong, queries, nodes, database, cookies } = view
  return merge(
    as({ kind: 'once' }, ['graphql-auth.json', '.npmrc', '.editorconfig', '.gitattributes']),
    as({ kind: 'once' }, ['.vscode/launch.json', ...WING]),
    as({ kind: 'once', isVerbatim: true }, ['data/common-passwords.txt', 'data/README.md']),
    as({ kind: 'secret' }, ['.env']),

    only(view.pm.isNpm, '.npmrc'),
    only(view.pm.isPnpm, 'pnpm-workspace.yaml'),
    only(view.pm.isYarn, '.yarnrc.yml'),

    ...QUERIES.map((name) => only(queries.includes(name), `src/queries/${name}.ts`)),
    only(queries.includes('users'), 'src/queries/filters.ts', 'src/queries/connection-types.ts'),
    only(nodes.hasUsers, 'src/queries/visibility.ts'),
    only(nodes.hasUsers || nodes.hasSessions, 'src/queries/node.ts'),
    only(view.hasDates, 'src/graphql/date-scalar.ts'),
    only(view.superuser.hasTypes, 'src/commands/superuser/typed-texts.ts'),
    only(view.hasClosedMutations, 'src/auth/needs-login.ts'),
    only(view.hasUsername, 'src/identifiers/username.ts'),

    only(cookies.isOn, 'src/graphql/csrf.ts', 'src/auth/with-cookies.ts'),
    only(cookies.isOn, 'src/sessions/cookies.ts', 'test/support/cookies.ts'),
    variant('src/graphql/request.ts', cookies.isOn ? 'cookies' : ''),
    only(isLong, 'src/sessions/refresh-token.entity.ts', 'src/sessions/refresh-tokens.ts'),

    serializerException(view),
    databaseExceptions(database),
    { 'src/database/migrations/initial.ts': { kind: 'append-only', to: view.migration.path } },
    only(false, 'src/database/migrations/change.ts'),
    mutationExceptions(view),
    testExceptions(view),
  )
}

/** Mutations, and what only some of them need. */
function mutationExceptions(view: View): Exceptions {
  const { hasRefreshTokens: isLong, updatesEmail, updatesUnique, isPasswordless } = view
  const has = (...names: MutationName[]) => names.some((name) => view.mutations.includes(name))
  const all = [...PUBLIC_MUTATIONS, ...PROTECTED_MUTATIONS, ...STAFF_MUTATIONS]
  const files = all.map((name) => ({ name, path: `src/mutations/${kebab(name)}.ts` }))
  return merge(
    ...files.map(({ name, path }) => only(view.mutations.includes(name), path)),
    variant('src/mutations/register.ts', view.verifiedOnly ? 'verified-only' : ''),
    variant('src/mutations/refresh-token.ts', isLong ? '' : 'access-only'),
    variant(
      'src/mutations/update-account.ts',
      updatesEmail ? 'email' : updatesUnique ? 'identity' : '',
    ),
    only(has('register'), 'src/auth/register-form.ts', 'src/auth/create-account.ts'),
    variant('src/auth/register-form.ts', isPasswordless ? 'passwordless' : ''),
    only(has('tokenAuth'), 'src/auth/login-fields.ts'),
    only(has(...MAILING) || updatesEmail, 'src/auth/enumeration.ts'),
    only(has(...TELLING) || updatesEmail || view.hasUniqueFields, 'src/auth/taken-values.ts'),
    only(view.staff.isOn, 'src/auth/staff.ts'),
  )
}

/** What only one kind of database needs. */
function databaseExceptions(database: View['database']): Exceptions {
  const { isSqlite, name } = database
  const variantName = isSqlite ? '' : name
  return merge(
    variant('src/database/errors.ts', variantName),
    variant('src/settings/env/database-url.ts', variantName),
    variant('test/support/database.ts', variantName),
    variant('test/support/database-server.ts', variantName),
    only(!isSqlite, 'test/support/database-server.ts'),
    only(isSqlite, ...SQLITE),
    only(!isSqlite, 'src/database/server-connections.ts'),
    only(!isSqlite, 'src/settings/env/server-url.ts', 'src/settings/env/tls.ts'),
    only(name === 'postgres', 'src/database/postgres.ts'),
    only(name === 'mysql', 'src/database/mysql.ts', 'src/database/mysql-pool.ts'),
  )
}

/** The owner's own serializer of errors begins as a copy of ours. */
function serializerException({ modules }: View): Exceptions {
  const to = modules.errorSerializerPath
  return { 'src/auth/serialize-errors.ts': modules.hasOwnSerializer ? { to, kind: 'once' } : {} }
}

/** The tests of what this project has. */
function testExceptions({ tests }: View): Exceptions {
  const wanted = new Map(tests.files.map(({ name, variant }) => [`test/${name}.test.ts`, variant]))
  const all = blueprintsIn('common').flatMap((path) => /^test\/[\w-]+\.test(?=\.)/.exec(path) ?? [])
  return Object.fromEntries(
    all.map((path) => {
      const file = `${path}.ts`
      const isPart = wanted.has(file) || TESTS_OF_ALL.includes(file)
      return [file, { isPart, variant: wanted.get(file) ?? '' }]
    }),
  )
}

/** Tests that every project has. */
const TESTS_OF_ALL = [
  'createsuperuser',
  'example-operations',
  'loaddata-problems',
  'main',
  'server',
].map((name) => `test/${name}.test.ts`)

/** Its owner's wing. */
const WING = ['entities', 'hooks', 'housekeeping', 'mails', 'schema'].map(
  (name) => `src/own/${name}.ts`,
)

const SQLITE = ['sqlite', 'sqlite-connection', 'sqlite-driver', 'sqlite-file', 'sqlite-writer'].map(
  (name) => `src/database/${name}.ts`,
)

/** Mutations whose answers could reveal who has an account. */
const MAILING: readonly MutationName[] = [
  'register',
  'resendActivationEmail',
  'sendPasswordResetEmail',
  'sendSecondaryEmailActivation',
]

/** Mutations that report a taken address. */
const TELLING: readonly MutationName[] = ['register', 'sendSecondaryEmailActivation']

/** Rules of settings: the generator's own source, so that both check the same. */
function valueTypes(): Entry[] {
  return valueTypeFiles().map((name) => {
    const path = `src/settings/values/${name}`
    return {
      path,
      id: MOVED_FILES[path] ?? path,
      absorbs: ABSORBED_FILES[path],
      kind: 'managed',
      from: `../${path}`,
      delimiter: null,
    }
  })
}

function entryOf(path: string, from: string, exceptions: Exceptions): Entry[] {
  const output = outputOf(path, exceptions)
  const {
    kind = 'managed',
    isPart = true,
    isVerbatim,
    to = output,
    variant,
  } = exceptions[output] ?? {}
  const chosen = variant ? withVariant(output, variant) : output
  if (!isPart || outputPath(path) !== chosen) return []
  const isTemplate = output.endsWith('.ejs')
  return [
    {
      path: to,
      id: MOVED_FILES[output] ?? to,
      absorbs: ABSORBED_FILES[output],
      kind,
      from,
      delimiter: isVerbatim ? null : isTemplate ? '?' : '%',
      ...(kind === 'secret' && { mode: 0o600 }),
    },
  ]
}

/** Where a blueprint's output goes, which is the same for all variants of it. */
function outputOf(path: string, exceptions: Exceptions): string {
  const output = outputPath(path)
  const whole = output.replace(/\.[a-z-]+\.ts$/, '.ts')
  return exceptions[whole]?.variant === undefined ? output : whole
}

/** `_github/workflows/ci.yml` -> `.github/workflows/ci.yml`: npm packs no file with such a name. */
function outputPath(path: string): string {
  return path.replace(/^_/, '.')
}

function withVariant(path: string, name: string): string {
  return path.replace(/\.ts$/, `.${name}.ts`)
}

function as(exception: Exception, paths: readonly string[]): Exceptions {
  return Object.fromEntries(paths.map((path) => [path, exception]))
}

function only(isPart: boolean, ...paths: string[]): Exceptions {
  return as({ isPart }, paths)
}

/** @param name '' for the blueprint of the default settings */
function variant(path: string, name: string): Exceptions {
  return as({ variant: name }, [path])
}

/** All that is said of each file; a file that one of them leaves out is left out. */
function merge(...all: Exceptions[]): Exceptions {
  const merged: Exceptions = {}
  for (const [path, exception] of all.flatMap(Object.entries<Exception>)) {
    const before = merged[path]
    const isPart = before?.isPart !== false && exception.isPart !== false
    merged[path] = { ...before, ...exception, isPart }
  }
  return merged
}
