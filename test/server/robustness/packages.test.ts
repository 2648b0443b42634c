import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resultOf } from '../../support/command.js'
import { temporaryDatabase } from '../../support/database.js'
import { refusedFor, wire } from '../support/answers.js'
import { fixtureOf, person } from '../support/people.js'
import { projectWith, settingsWith, startProcesses } from '../support/processes.js'

/** What only some projects have. */
const WITHOUT = ['ioredis', '@node-rs/argon2']

const REDIS = { REDIS_URL: 'redis://127.0.0.1:6379' }

const PASSWORD = 'pässword-😀'
const DIGEST = 'v=19$m=512,t=2,p=2$c29tZXNhbHQ$eFLn+IbIA4yhu3v20TFqPZIrdK54kwHzwDntf/fwJsY'
const HASH = `argon2$argon2id$${DIGEST}`

const ARGON2 =
  /needs the package @node-rs\/argon2, which is not installed: run `\w+ \w+ @node-rs\/argon2@\^2[\d.]+`/

/** A copy of this project without them. @returns what runs a file of its src/ */
async function lean(own: NodeJS.ProcessEnv = {}, groups: Record<string, object> = {}) {
  const cwd = await projectWith(await settingsWith(groups), WITHOUT)
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    SECRET_KEY: 'only-for-tests-only-for-tests-only-for-tests',
    EMAIL_URL: 'file:mails',
    FRONTEND_URL: 'https://example.com',
    DATABASE_URL: await temporaryDatabase(),
    ...own,
  }
  const run = (file: string, ...args: string[]) => {
    const node = ['--import', 'tsx', join('src', file), ...args]
    return resultOf(spawn(process.execPath, node, { cwd, env }))
  }
  return { cwd, run }
}

describe('a package that is not installed', { timeout: 60_000 }, () => {
  it('with REDIS_URL: one line at start, with the command that brings it', async () => {
    const { run } = await lean(REDIS)
    const result = await run('main.ts')
    expect(result).toMatchObject({ exitCode: 1, stdout: '' })
    expect(result.stderr).toMatch(
      /^REDIS_URL needs the package ioredis, which is not installed: run `\w+ \w+ ioredis@\^5[\d.]+`\n$/,
    )
  })

  it('with PASSWORD_HASHER "argon2id": the same', async () => {
    const { run } = await lean({}, { GRAPHQL_AUTH: { PASSWORD_HASHER: 'argon2id' } })
    const result = await run('main.ts')
    expect(result).toMatchObject({ exitCode: 1, stdout: '' })
    expect(result.stderr.split('\n')).toEqual([expect.stringMatching(ARGON2), ''])
    expect(result.stderr).toMatch(/^graphql-auth\.json: GRAPHQL_AUTH\.PASSWORD_HASHER: "argon2id" /)
  })

  it('for a hash of a fixture: one line for its row, and nothing is loaded', async () => {
    const { run } = await lean()
    expect(await run('commands/migrate.ts')).toMatchObject({ exitCode: 0, stderr: '' })
    const fixture = await fixtureOf([person('ann'), person('bob', {}, { password: HASH })])
    const result = await run('commands/loaddata.ts', fixture)
    expect(result).toMatchObject({ exitCode: 1, stdout: '' })
    expect(result.stderr.split('\n')).toEqual([
      expect.stringMatching(new RegExp(`: row 3, pk 2: password: ${ARGON2.source}$`)),
      'Nothing was loaded',
      '',
    ])
  })

  it('for a stored hash: a login that fails, and one line in the log without the hash', async () => {
    const { servers } = await startProcesses(1, {
      people: [person('ann'), person('bob', { verified: true }, { password: HASH })],
      without: WITHOUT,
    })
    const [server] = servers
    if (!server) throw new Error('No server was started.')
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect(await server.call('tokenAuth', { username: 'bob', password: PASSWORD })).toEqual(
        refusedFor('tokenAuth', wire.invalidCredentials),
      )
    }
    await server.enter('ann')
    await server.kill('SIGTERM')
    const lines = server.output().split('\n')
    expect(lines.filter((line) => line.includes('hash_unreadable'))).toEqual([
      expect.stringMatching(ARGON2),
    ])
    expect(server.output()).not.toContain(DIGEST)
  })

  it('that is there without its binary is told as well', async () => {
    const { cwd, run } = await lean(REDIS)
    const broken = 'throw new Error("Cannot find native binding.\\nMore")'
    await writeFile(join(cwd, 'node_modules/ioredis.js'), broken)
    const { exitCode, stderr } = await run('main.ts')
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(
        /^REDIS_URL needs the package ioredis, which cannot be loaded here: run `.*`\n$/,
      ),
    })
  })
})
