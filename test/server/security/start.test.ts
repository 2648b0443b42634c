import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { djangoDefaults } from '../../../src/settings/behaviour.js'
import { resultOf } from '../../support/command.js'
import { temporaryDatabase } from '../../support/database.js'
import {
  type ProcessOptions,
  projectWith,
  settingsWith,
  startProcesses,
} from '../support/processes.js'

const DEVELOPMENT = { NODE_ENV: 'development', EMAIL_URL: 'console:' }

async function startOne(options: ProcessOptions) {
  const { servers } = await startProcesses(1, { people: [], ...options })
  const [server] = servers
  if (!server) throw new Error('No server was started.')
  return server
}

/** What is said at start of things that are less safe than they could be. */
async function noticesOf(options: ProcessOptions): Promise<string[]> {
  const { url, kill, output } = await startOne(options)
  // What answers has said everything.
  expect((await fetch(`${url}/health`)).status).toBe(200)
  await kill('SIGTERM')
  return output()
    .split('\n')
    .filter((line) => /Development only|"level":40|WARN/.test(line))
}

describe('the start of a server', { timeout: 60_000 }, () => {
  it('S26: in production by default: nothing is open, so nothing is said', async () => {
    expect(await noticesOf({})).toEqual([])
  })

  it('S26: in production with INTROSPECTION and GRAPHIQL on: a warning for each', async () => {
    const GRAPHQL_AUTH = { INTROSPECTION: true, GRAPHIQL: true }
    expect(await noticesOf({ GRAPHQL_AUTH })).toEqual([
      expect.stringContaining('GRAPHIQL is on in production'),
      expect.stringContaining('INTROSPECTION is on in production'),
    ])
  })

  it('S26: in development: a line for each thing that is open only there', async () => {
    const notices = await noticesOf({ env: DEVELOPMENT })
    expect(notices).toEqual(
      [
        'browsers get GraphiQL',
        'introspection shows',
        'anyone can see every user',
        'mails are printed',
      ].map((what) => expect.stringContaining(`Development only: ${what}`)),
    )
  })

  it('S26: with COMPATIBILITY "django": one warning, which names all that it gives up', async () => {
    const GRAPHQL_AUTH = { COMPATIBILITY: 'django', RATE_LIMIT: {} }
    const notices = await noticesOf({ GRAPHQL_AUTH })
    expect(notices).toHaveLength(1)
    const { RATE_LIMIT, ...others } = djangoDefaults
    for (const name of Object.keys(others)) expect(notices[0]).toContain(name)
    expect(notices[0]).not.toContain('RATE_LIMIT')
  })

  it('S24: with JWT_VERIFY_EXPIRATION off in production: a warning', async () => {
    expect(await noticesOf({ GRAPHQL_JWT: { JWT_VERIFY_EXPIRATION: false } })).toEqual([
      expect.stringContaining('JWT_VERIFY_EXPIRATION is off'),
    ])
  })

  it('S21: with JWT_VERIFY off in production: refused, in one line', async () => {
    const result = await startInVain({ GRAPHQL_JWT: { JWT_VERIFY: false } })
    expect(result).toMatchObject({ exitCode: 1, stdout: '' })
    expect(result.stderr).toMatch(/^graphql-auth\.json: GRAPHQL_JWT\.JWT_VERIFY: .*\n$/)
  })

  it('with a queue of mails and no Redis: refused, in one line that names both', async () => {
    const result = await startInVain({ GRAPHQL_AUTH: { EMAIL_ASYNC_TASK: 'queue' } })
    expect(result).toMatchObject({ exitCode: 1, stdout: '' })
    expect(result.stderr).toMatch(/^graphql-auth\.json: .*EMAIL_ASYNC_TASK: "queue" .*REDIS_URL\n$/)
  })

  it('S26: in production, with mails in the name of no one: refused, in one line', async () => {
    const result = await startInVain({}, { EMAIL_URL: 'smtp://mail.example.com' })
    expect(result).toMatchObject({ exitCode: 1, stdout: '' })
    expect(result.stderr).toMatch(
      /^EMAIL_FROM: test@email\.com is an example: .* your own domain\n$/,
    )
  })

  it('S60: in production, with mails in the log: refused, in one line', async () => {
    const result = await startInVain({}, { EMAIL_URL: 'console:' })
    expect(result).toMatchObject({ exitCode: 1, stdout: '' })
    expect(result.stderr).toMatch(/^EMAIL_URL: console: would print .*\n$/)
  })

  it('in production, with a template that cannot be filled in: refused, with its place', async () => {
    const settings = { EMAIL_TEMPLATE_VARIABLES: {}, EMAIL_SUBJECT_ACTIVATION: 'emails/mine.ejs' }
    const cwd = await projectWith(await settingsWith({ GRAPHQL_AUTH: settings }))
    await writeFile(join(cwd, 'emails/mine.ejs'), 'Hello <%= user.nickname %>')
    const result = await startInVain({}, {}, cwd)
    expect(result).toMatchObject({ exitCode: 1, stdout: '' })
    expect(result.stderr).toMatch(/^A mail template .*emails.mine\.ejs:1: user\.nickname: .*\n$/)
  })

  it('in production, with mails that go without TLS: a warning', async () => {
    const env = { EMAIL_URL: 'smtp://mail.example.com?ignoreTLS=true' }
    expect(await noticesOf({ env })).toEqual([expect.stringContaining('EMAIL_URL disables TLS')])
  })

  async function startInVain(
    groups: Record<string, object>,
    own: NodeJS.ProcessEnv = {},
    project?: string,
  ) {
    const env = {
      NODE_ENV: 'production',
      SECRET_KEY: 'only-for-tests-only-for-tests-only-for-tests',
      EMAIL_URL: 'file:mails',
      FRONTEND_URL: 'https://example.com',
      DATABASE_URL: await temporaryDatabase(),
      ...own,
    }
    const cwd = project ?? (await projectWith(await settingsWith(groups)))
    const options = { cwd, env: { ...process.env, ...env } }
    const args = ['--import', 'tsx', 'src/main.ts']
    return resultOf(spawn(process.execPath, args, options))
  }
})

describe('INTROSPECTION and GRAPHIQL', { timeout: 60_000 }, () => {
  async function whatIsOpen(options: ProcessOptions) {
    const { url } = await startOne(options)
    const isOpen = async (search: string, accept: string) =>
      (await fetch(`${url}/graphql?${search}`, { headers: { accept } })).status === 200
    return {
      introspection: await isOpen('query={__schema{queryType{name}}}', 'application/json'),
      graphiql: await isOpen('', 'text/html'),
    }
  }

  it('S26: are off in production', async () => {
    expect(await whatIsOpen({})).toEqual({ introspection: false, graphiql: false })
  })

  it('are on in development', async () => {
    expect(await whatIsOpen({ env: DEVELOPMENT })).toEqual({ introspection: true, graphiql: true })
  })

  it('are what the settings say, wherever it is', async () => {
    const on = { INTROSPECTION: true, GRAPHIQL: true }
    const off = { INTROSPECTION: false, GRAPHIQL: false }
    expect(await whatIsOpen({ GRAPHQL_AUTH: on })).toEqual({ introspection: true, graphiql: true })
    expect(await whatIsOpen({ GRAPHQL_AUTH: off, env: DEVELOPMENT })).toEqual({
      introspection: false,
      graphiql: false,
    })
  })
})
