import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { StartError } from '../../../src/errors/start-error.js'
import { projectRoot } from '../../../src/process/project-files.js'
import { loadSettings, parseSettings } from '../../../src/settings/settings.js'
import { type CommandResult, resultOf } from '../../support/command.js'
import { temporaryDatabase } from '../../support/database.js'
import { temporaryFolder } from '../../support/folder.js'
import { projectWith } from '../support/processes.js'

const SECRET = 'only-for-tests-only-for-tests-only-for-tests'

/** Starts the server, which is expected to refuse. @returns what it leaves behind */
async function refusalOf(env: NodeJS.ProcessEnv, cwd = projectRoot): Promise<CommandResult> {
  const defaults = {
    NODE_ENV: 'test',
    PORT: '0',
    SECRET_KEY: SECRET,
    DATABASE_URL: await temporaryDatabase(),
    EMAIL_URL: 'file:mails',
  }
  const options = { cwd, env: { ...process.env, ...defaults, ...env } }
  return resultOf(spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], options))
}

const linesOf = ({ stderr }: CommandResult) => stderr.split('\n').filter((line) => line !== '')

describe('the server does not start', { timeout: 60_000 }, () => {
  it('with variables that are wrong: a line for each of them', async () => {
    const result = await refusalOf({
      NODE_ENV: 'staging',
      PORT: '99999',
      SECRET_KEY: '',
      DATABASE_URL: 'ftp://localhost/db',
      EMAIL_URL: 'ftp://example.com',
      FRONTEND_URL: 'example',
      TRUST_PROXY: 'nowhere',
    })
    expect(result).toMatchObject({ exitCode: 1, stdout: '' })
    const names = linesOf(result).map((line) => line.split(':')[0])
    expect(names.sort()).toEqual([
      'DATABASE_URL',
      'EMAIL_URL',
      'FRONTEND_URL',
      'NODE_ENV',
      'PORT',
      'SECRET_KEY',
      'TRUST_PROXY',
    ])
  })

  it.each([
    'main.ts',
    'commands/dumpdata.ts',
    'commands/loaddata.ts',
    'commands/migrate.ts',
    'commands/migrate-revert.ts',
    'commands/schema.ts',
  ])('on an old Node.js, nor does any command: src/%s', async (file) => {
    const versions = `{ ...process.versions, node: '20.18.3' }`
    const code = `Object.defineProperty(process, 'versions', { value: ${versions} })`
    const old = `data:text/javascript,${encodeURIComponent(code)}`
    const args = ['--import', old, '--import', 'tsx', `src/${file}`]
    const result = await resultOf(spawn(process.execPath, args, { cwd: projectRoot }))
    expect(result).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'This needs Node.js 20.19 or newer, but runs on 20.18.3\n',
    })
  })

  it('in production, with what is safe while developing only', async () => {
    const result = await refusalOf({
      NODE_ENV: 'production',
      SECRET_KEY: 'short',
      SECRET_KEY_FALLBACKS: 'shorter',
      EMAIL_URL: '',
      FRONTEND_URL: 'http://example.com',
    })
    expect(result).toMatchObject({ exitCode: 1, stdout: '' })
    expect(linesOf(result)).toEqual([
      'SECRET_KEY: is too short: production needs 32 random bytes or more',
      expect.stringMatching(/^SECRET_KEY(_FALLBACKS)?: is too short/),
      'EMAIL_URL: is missing: production sends real mail',
      'FRONTEND_URL: must be https in production: links in mails contain tokens',
    ])
  })

  it('in production, with the example of a secret', async () => {
    const result = await refusalOf({
      NODE_ENV: 'production',
      SECRET_KEY: 'change-me-change-me-change-me-change-me',
      FRONTEND_URL: 'https://example.com',
    })
    expect(result).toMatchObject({ exitCode: 1, stdout: '' })
    expect(linesOf(result)).toEqual(['SECRET_KEY: is the example: set your own'])
  })

  it('on a port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' ? address?.port : 0
    const result = await refusalOf({ HOST: '127.0.0.1', PORT: String(port) })
    other.close()
    expect(result.exitCode).toBe(1)
    expect(linesOf(result)).toEqual([
      `PORT: cannot listen EADDRINUSE: address already in use 127.0.0.1:${port}: ` +
        'set another HOST or PORT',
    ])
  })

  it('on an address that is not of this machine', async () => {
    const result = await refusalOf({ HOST: '192.0.2.1' })
    expect(result.exitCode).toBe(1)
    expect(linesOf(result)).toEqual([
      expect.stringMatching(/^PORT: cannot listen .*192\.0\.2\.1.*: set another HOST or PORT$/),
    ])
  })

  it('with a database that cannot be opened', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'db.sqlite3'))
    await writeFile(
      join(folder, 'text.txt'),
      'This is not a database, however long it may be. '.repeat(99),
    )
    for (const file of ['db.sqlite3', 'text.txt', 'text.txt/db.sqlite3']) {
      const result = await refusalOf({ DATABASE_URL: `sqlite:${join(folder, file)}` })
      expect(result.exitCode, file).toBe(1)
      expect(linesOf(result), file).toEqual([expect.stringMatching(/^DATABASE_URL: /)])
    }
  })

  it('with settings that its code was not made for', async () => {
    const settings = JSON.parse(await readFile(join(projectRoot, 'graphql-auth.json'), 'utf8'))
    settings.GRAPHQL_AUTH.ALLOW_LOGIN_NOT_VERIFIED = false
    const result = await refusalOf({}, await projectWith(JSON.stringify(settings)))
    expect(result).toMatchObject({ exitCode: 1, stdout: '' })
    expect(linesOf(result)).toEqual([
      'graphql-auth.json does not match the generated code ' +
        '(GRAPHQL_AUTH.ALLOW_LOGIN_NOT_VERIFIED changed): run `npx create-graphql-auth regenerate`',
    ])
  })
})

describe('what is wrong with the settings file', () => {
  const shape = async () =>
    JSON.parse(await readFile(join(projectRoot, 'graphql-auth.json'), 'utf8'))

  /** The lines that the server would end with. */
  function problemsOf(text: string): string[] {
    try {
      parseSettings(text)
    } catch (error) {
      if (error instanceof StartError) return error.lines
      throw error
    }
    return []
  }

  it('is nothing, as it was rendered', async () => {
    expect(problemsOf(JSON.stringify(await shape()))).toEqual([])
  })

  it('is nothing behind a byte order mark either', async () => {
    const folder = await temporaryFolder()
    const text = `\uFEFF${JSON.stringify(await shape())}`
    await writeFile(join(folder, 'graphql-auth.json'), text)
    expect(loadSettings(folder)).toEqual(parseSettings(text.slice(1)))
  })

  it.each([
    ['{', /^graphql-auth\.json is not valid JSON: /],
    ['[]', /^graphql-auth\.json: \w/],
    ['null', /^graphql-auth\.json: \w/],
  ])('%s', (text, line) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(line)])
  })

  it.each([
    ['GRAPHQL_AUTH', { EXPIRATION_ACTIVATION_TOKEN: 'soon' }],
    ['GRAPHQL_AUTH', { SEND_ACTIVATION_EMAIL: 'no' }],
    ['GRAPHQL_AUTH', { EMAIL_ASYNC_TASK: 'celery' }],
    ['GRAPHQL_JWT', { JWT_ALGORITHM: 'none' }],
    ['GRAPHQL_JWT', { JWT_REFRESH_TOKEN_N_BYTES: 2 }],
    ['GRAPHQL_JWT', { JWT_EXPIRATION_DELTA: -5 }],
  ])('%s %j: one line that names it', async (group, settings) => {
    const text = JSON.stringify({ ...(await shape()), [group]: settings })
    const [name] = Object.keys(settings)
    expect(problemsOf(text)).toEqual([
      expect.stringContaining(`graphql-auth.json: ${group}.${name}: `),
    ])
  })

  it.each([
    [
      'GRAPHQL_AUTH',
      'EXPIRATON_ACTIVATION_TOKEN',
      '1h',
      'did you mean "EXPIRATION_ACTIVATION_TOKEN"',
    ],
    ['GRAPHQL_AUTH', 'ALLOW_LOGIN_NOT_VERIFYED', true, 'did you mean "ALLOW_LOGIN_NOT_VERIFIED"'],
    ['GRAPHQL_AUTH', 'JWT_LEEWAY', '1s', 'belongs in GRAPHQL_JWT'],
    ['GRAPHQL_JWT', 'JWT_SECRET_KEY', 'x', 'set SECRET_KEY in the environment'],
    ['GRAPHQL_AUTH', 'EMAIL_FROM', 'nonsense', 'must be an e-mail address'],
    ['GRAPHQL_AUTH', 'ACTIVATION_PATH_ON_EMAIL', '../x y', 'must be a path like "activate"'],
    ['GRAPHQL_AUTH', 'EMAIL_SUBJECT_ACTIVATION', '/etc/passwd', 'must be the path of a template'],
    ['GRAPHQL_AUTH', 'EXPIRATION_ACTIVATION_TOKEN', 0, 'must be greater than 0'],
    ['GRAPHQL_AUTH', 'EXPIRATION_ACTIVATION_TOKEN', '99999999999w', 'must be a number of seconds'],
    [
      'GRAPHQL_AUTH',
      'RATE_LIMIT',
      { loginByAccount: '9999999/1s' },
      '"loginByAccount" must be false',
    ],
    ['GRAPHQL_AUTH', 'EMAIL_TEMPLATE_VARIABLES', { user: 2 }, 'cannot replace "user"'],
    ['GRAPHQL_JWT', 'JWT_COOKIE_NAME', 'a;b', 'must be the name of a cookie'],
  ])('%s.%s %j: %s', async (group, name, value, problem) => {
    const text = JSON.stringify({ ...(await shape()), [group]: { [name]: value } })
    const [line = '', ...more] = problemsOf(text)
    expect(more).toEqual([])
    expect(line.startsWith(`graphql-auth.json: ${group}.${name}: `)).toBe(true)
    expect(line).toContain(problem)
  })

  it('is a key that is misspelt', async () => {
    const { flavor, ...rest } = await shape()
    expect(problemsOf(JSON.stringify({ ...rest, flavour: flavor }))).toEqual([
      'graphql-auth.json: flavour: is not a valid key; did you mean "flavor"?',
      expect.stringContaining('does not match the generated code (flavor changed)'),
    ])
  })

  it('is all told at once', async () => {
    const text = JSON.stringify({
      ...(await shape()),
      GRAPHQL_AUTH: { SEND_ACTIVATION_EMAIL: 'no', ALLOW_DELETE_ACCOUNT: 1 },
      GRAPHQL_JWT: { JWT_ALGORITHM: 'none' },
    })
    expect(problemsOf(text)).toHaveLength(3)
  })
})
