import { describe, expect, test } from 'vitest'
import { newProject, statusOf, type TestProject } from '../support/project.js'

const REDIS = '"ioredis": "^5.11.1"'
const ARGON2 = '"@node-rs/argon2": "^2.2.1"'
const BY_SETTINGS: [string, object][] = [
  [REDIS, { GRAPHQL_AUTH: { EMAIL_ASYNC_TASK: 'queue' } }],
  [ARGON2, { GRAPHQL_AUTH: { PASSWORD_HASHER: 'argon2id' } }],
]

/** A project from the time when every one had both packages. */
async function formerProject(): Promise<TestProject> {
  const project = await newProject()
  await project.rewind('package.json', (text) =>
    text.replace('"bcrypt"', `${ARGON2},\n    ${REDIS},\n    "bcrypt"`),
  )
  return project
}

/** As a package manager adds it. */
async function add(project: TestProject, dependency: string): Promise<void> {
  await project.edit('package.json', '"bcrypt"', `${dependency},\n    "bcrypt"`)
}

describe('packages that only some settings need', () => {
  test('a new project has none of them', async () => {
    const { read } = await newProject()
    const text = await read('package.json')
    expect(text).not.toContain(REDIS)
    expect(text).not.toContain(ARGON2)
  })

  test.each(BY_SETTINGS)('%s comes with its setting, and goes with it', async (line, settings) => {
    const project = await newProject()
    const before = await project.read('package.json')
    await project.configure(settings)
    const { exitCode, stdout, stderr } = await project.run('regenerate')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toContain('updated       package.json')
    expect(stdout).toContain('\n  npm install\n')
    expect(await project.read('package.json')).toContain(line)

    await project.configure({ GRAPHQL_AUTH: {} })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read('package.json')).toBe(before)
  })

  test.each(['postgres', 'mysql'])('a project on %s has the one for Redis', async (database) => {
    const { read } = await newProject('--database', database)
    expect(await read('package.json')).toContain(REDIS)
  })

  test('those of a former project go, once, and a line says what brings each back', async () => {
    const project = await formerProject()
    const left = [
      'note: package.json: @node-rs/argon2 was removed, because no setting needs it; if users have Argon2 hashes, run `npm install @node-rs/argon2@^2.2.1`',
      'note: package.json: ioredis was removed, because no setting needs it; if `REDIS_URL` is set, run `npm install ioredis@^5.11.1`',
    ].join('\n')
    expect(await project.run('regenerate', '--dry-run')).toMatchObject({ stderr: left })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0, stderr: left })
    const text = await project.read('package.json')
    expect(text).not.toContain(REDIS)
    expect(text).not.toContain(ARGON2)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0, stderr: '' })
  })

  test.each([REDIS, ARGON2])('%s that its owner has added stays', async (line) => {
    const project = await newProject()
    await add(project, line)
    const before = await project.read('package.json')
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0, stderr: '' })
    await project.configure({ USER_FIELDS: { phone: { type: 'String', nullable: true } } })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(await project.read('package.json')).toBe(before)
    expect(await statusOf(project)).toMatchObject({ drift: false })
  })

  test('one that its owner has brought back stays', async () => {
    const project = await formerProject()
    await project.run('regenerate')
    await add(project, REDIS)
    await project.configure({ USER_FIELDS: { phone: { type: 'String', nullable: true } } })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(await project.read('package.json')).toContain(REDIS)
  })

  test('one whose version its owner has changed is up to the owner', async () => {
    const project = await formerProject()
    await project.edit('package.json', REDIS, '"ioredis": "^5.12.0"')
    const { exitCode, stdout, stderr } = await project.run('regenerate')
    expect(exitCode).toBe(4)
    expect(stdout).toMatch(/^package\.json:\d+ /m)
    expect(stderr).toContain(
      'note: package.json: no setting needs ioredis any longer; if `REDIS_URL` is set, keep your version',
    )
    expect(await project.read('package.json')).toContain('"ioredis": "^5.12.0"')
  })
})
