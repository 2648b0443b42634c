import { expect, it } from 'vitest'
import { toCursor, toGlobalId } from '../../../src/identifiers/global-id.js'
import { databaseUrl } from '../../support/database.js'
import { effort } from '../support/effort.js'
import { fill } from '../support/many-users.js'
import { openOutside } from '../support/outside.js'
import { pageQuery, readPage } from '../support/pages.js'
import { PASSWORD } from '../support/people.js'
import { type Course, courseOf } from '../support/statements.js'
import { resetToken } from '../support/tokens.js'
import { startWorld, type World } from '../support/world.js'

const USERS = Number(process.env.USERS ?? effort.manyUsers)
/** A page of users with their status, and some more: far from all of them. */
const MOST_ROWS = 300
const TIME = { timeout: 600_000 }

const after = (id: number) => `first: 100, after: "${toCursor(id)}"`
const before = (id: number) => `last: 100, before: "${toCursor(id)}"`

/** Arguments of `users`, how many there are on the page, and what to call it. */
const PAGES: [args: string, count: number, name?: string][] = [
  ['first: 100', 100],
  [after(USERS / 2), 100, `users: page ${USERS / 200 + 1} by cursor`],
  [after(USERS - 100), 100, `users: page ${USERS / 100} by cursor`],
  ['last: 100', 100],
  [before(USERS / 2), 100, `users: backwards from page ${USERS / 200} by cursor`],
  ['email: "user777@email.com"', 1],
  ['username: "user777"', 1],
  ['username: "nobody"', 0],
  ['status_SecondaryEmail: "second700@email.com"', 1],
  ['isActive: true', 100],
  ['isActive: false', 10],
  ['status_Archived: true', 10],
  ['status_Archived: false', 100],
  ['status_Verified: true', 100],
  ['status_Verified: false', 10],
  ['status_Archived: true, isActive: false', 0],
]

/** What clients have before they ask. */
interface Tokens {
  access: string
  refresh: string
  reset: string
}

const next = { newPassword1: 'another-password', newPassword2: 'another-password' }
const password = { password1: 'another-password', password2: 'another-password' }

const OPERATIONS: Record<string, (world: World, tokens: Tokens) => Promise<unknown>> = {
  'tokenAuth by username': ({ enter }) => enter('user777'),
  'tokenAuth by e-mail': (world) =>
    succeed(world, 'tokenAuth', { email: 'user778@email.com', password: PASSWORD }),
  me: async ({ ask }, { access }) =>
    expect(await ask('{ me { pk } }', {}, access)).toEqual({ data: { me: { pk: 70 } } }),
  'user(id)': async ({ ask }) =>
    expect(await ask(`{ user(id: "${toGlobalId('UserNode', 888)}") { pk } }`)).toEqual({
      data: { user: { pk: 888 } },
    }),
  refreshToken: (world, { refresh }) => succeed(world, 'refreshToken', { refreshToken: refresh }),
  sendPasswordResetEmail: (world) =>
    succeed(world, 'sendPasswordResetEmail', { email: 'user90@email.com' }),
  passwordReset: (world, { reset }) => succeed(world, 'passwordReset', { token: reset, ...next }),
  register: (world) =>
    succeed(world, 'register', { username: 'new', email: 'new@email.com', ...password }),
}

async function succeed({ call }: World, mutation: string, args: object): Promise<void> {
  expect(await call(mutation, { ...args })).toMatchObject({ success: true })
}

it(`of ${USERS} users those are read who are asked for`, TIME, async () => {
  const world = await startLarge()
  const { token, refreshToken } = await world.enter('user70')
  const reset = await resetToken(world, 'user80@email.com')
  const tokens = { access: token, refresh: refreshToken, reset }
  const { run } = await openOutside(databaseUrl(world.app.env))
  await run("UPDATE users SET is_staff = true WHERE username = 'user70'")
  const courses = new Map<string, Course>()
  for (const [args, count, name = `users(${args})`] of PAGES) {
    // Only staff sees closed accounts.
    const caller = args.includes('isActive: false') ? token : undefined
    courses.set(name, await courseOf(world.app, page(world, args, count, caller)))
  }
  for (const [name, ask] of Object.entries(OPERATIONS)) {
    courses.set(name, await courseOf(world.app, () => ask(world, tokens)))
  }
  console.log(tableOf(courses))
  for (const [name, course] of courses) {
    expect(course.plans, name).not.toEqual([])
    expect(readsMuch(course), name).toEqual([])
  }
})

it('a trigram index finds a part of a username', TIME, async ({ skip }) => {
  const world = await startLarge()
  const { run } = await openOutside(databaseUrl(world.app.env))
  const [extension] = await run("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
  if (!extension) console.warn('PostgreSQL has no pg_trgm here: its tests are left out.')
  skip(!extension)

  const changed = "username = 'Margarete', username_key = 'margarete'"
  await run(`UPDATE users SET ${changed} WHERE id = ${USERS / 2}`)
  const anywhere = page(world, 'username_Icontains: "GARET"', 1)
  const atStart = page(world, 'username_Istartswith: "MARG"', 1)
  const ask = async () => ({
    username_Icontains: await courseOf(world.app, anywhere),
    username_Istartswith: await courseOf(world.app, atStart),
  })
  const without = await ask()
  await run('CREATE EXTENSION IF NOT EXISTS pg_trgm')
  await run(
    'CREATE INDEX users_username_trigrams ON users USING gin (LOWER(username) gin_trgm_ops)',
  )
  await run('ANALYZE users')
  const withIndex = await ask()
  console.log(`${tableOf(Object.entries(without))}\n\n${tableOf(Object.entries(withIndex))}`)
  for (const course of Object.values(without)) expect(readsMuch(course)).not.toEqual([])
  for (const course of Object.values(withIndex)) expect(readsMuch(course)).toEqual([])
})

/** Starts a server with many users. */
async function startLarge(): Promise<World> {
  const world = await startWorld({ people: [] })
  await fill(databaseUrl(world.app.env), USERS)
  return world
}

function page({ ask }: World, args: string, count: number, caller?: string): () => Promise<void> {
  return async () => {
    const { pks } = readPage(await ask(pageQuery(args), {}, caller))
    expect(pks).toHaveLength(count)
  }
}

/** The plans that read a table from the first row on, or too much of it. */
function readsMuch({ plans }: Course): string[][] {
  return plans
    .filter(({ scanned, rows }) => scanned.length > 0 || rows > MOST_ROWS)
    .map(({ steps }) => steps)
}

/** What happened as Markdown, and the plans of the first statement of each page below it. */
function tableOf(courses: Iterable<[name: string, course: Course]>): string {
  const all = [...courses]
  const pages = all.filter(([name]) => /^user(s|name)/.test(name))
  return [
    '| operation | indexes | rows read | in the database | request |',
    '| --- | --- | ---: | ---: | ---: |',
    ...all.map(([name, course]) => rowOf(name, course)),
    ...pages.flatMap(([name, { plans }]) => ['', name, ...(plans[0]?.steps ?? [])]),
  ].join('\n')
}

function rowOf(name: string, { plans, milliseconds }: Course): string {
  const indexes = [...new Set(plans.flatMap((plan) => plan.indexes))].sort().join(', ')
  const rows = plans.reduce((sum, plan) => sum + plan.rows, 0)
  const inDatabase = plans.reduce((sum, plan) => sum + plan.milliseconds, 0)
  const times = [inDatabase, milliseconds].map((time) => `${time.toFixed(1)} ms`)
  return `| ${[name, indexes, rows, ...times].join(' | ')} |`
}
