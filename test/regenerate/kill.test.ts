import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BASE_PATH } from '../../src/regenerate/base.js'
import { effort } from '../support/effort.js'
import { fault } from '../support/fault.js'
import { writeFiles } from '../support/files.js'
import {
  committedProject,
  copyOf,
  newProject,
  statusOf,
  type TestProject,
} from '../support/project.js'

const ENTITY = 'src/users/user.entity.ts'

/** Every how many calls one is tried. */
const STEP = effort.regenerateKillStep

/** A project in which the next run creates, updates, merges, moves, deletes and finds a conflict. */
async function projectWithWork(): Promise<TestProject> {
  const project = await newProject()
  const base = JSON.parse(await project.read(BASE_PATH))
  const { 'src/process/clock.ts': clock, ...files } = base.files
  files['src/time.ts'] = clock
  files['old/part.ts'] = { id: 'old/part.ts', kind: 'managed', content: 'old\n' }
  await project.write(BASE_PATH, JSON.stringify({ ...base, files }))
  await rm(join(project.directory, 'src/process/clock.ts'))
  await writeFiles(project.directory, {
    'src/time.ts': `// Mine.\n${clock.content}`,
    'old/part.ts': 'old\n',
  })
  await project.edit(ENTITY, '  id!: number\n', '  id!: number\n\n  nickname = "x"\n')
  await project.edit('src/graphql/user-node.ts', '', '// Mine.\n')
  await project.write('.env', 'PORT=1\n')
  await project.configure({
    USER_FIELDS: { birthday: { type: 'Date', nullable: true } },
    GRAPHQL_AUTH: { UPDATE_MUTATION_FIELDS: { firstName: 'String', birthday: 'Date' } },
  })
  return project
}

/** What a run leaves, without the moment at which it ran. */
async function outcome(project: TestProject): Promise<Record<string, string>> {
  const timeless = (text: string) =>
    text.replace(/\d{13}(?=-add|\b)|(?<=Add[A-Z][a-z]+)\d{13}/g, 'TIME')
  const files = [...(await project.snapshot())].map(([path, text]): [string, string] => [
    timeless(path),
    path === '.env' ? text.replace(/(?<=SECRET_KEY=).*/, 'SECRET') : timeless(text),
  ])
  return Object.fromEntries(files)
}

describe('a run that is killed', () => {
  test.each(['writeFile', 'rename', 'rm', 'mkdir', 'rmdir', 'copyFile', 'chmod'])(
    'before any call of %s is healed by the next',
    async (call) => {
      const prepared = await projectWithWork()
      const undisturbed = await copyOf(prepared)
      expect(await undisturbed.run('regenerate')).toMatchObject({ exitCode: 4 })
      const expected = await outcome(undisturbed)
      let kills = 0
      for (let count = 1; ; count += STEP) {
        const project = await copyOf(prepared)
        const killed = await project.runWith(fault(`SIGKILL ${call} ${count}`), 'regenerate')
        if (killed.exitCode !== undefined) break
        kills += 1
        const again = await project.run('regenerate')
        expect({ count, exitCode: again.exitCode }).toEqual({ count, exitCode: 4 })
        expect(await outcome(project)).toEqual(expected)
        await rm(project.directory, { recursive: true })
      }
      expect(kills).toBeGreaterThan(0)
    },
    600_000,
  )
})

describe('a machine that does not let us', () => {
  test.each([
    ['ENOSPC writeFile 4', 'no space left on the device'],
    ['EIO rename 1', 'EIO'],
  ])('%s: nothing has changed', async (what, reason) => {
    const project = await projectWithWork()
    const before = await project.snapshot()
    const { exitCode, stderr } = await project.runWith(fault(what), 'regenerate')
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: `error: cannot regenerate .: ${reason}; nothing was changed`,
    })
    expect(await project.snapshot()).toEqual(before)
  })

  test('a failure in the middle is gone on from', async () => {
    const project = await projectWithWork()
    const { exitCode, stderr } = await project.runWith(fault('EIO rename 5'), 'regenerate')
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: 'error: cannot update the project: EIO; run the same command again to continue',
    })
    const again = await project.run('regenerate')
    expect(again.exitCode).toBe(4)
    expect(again.stderr).toContain('an earlier run was interrupted; this is what it did')
    expect(again.stdout).toContain('merged        src/graphql/user-node.ts')
  })

  test('what has changed since is done too, and all of it is told', async () => {
    const project = await newProject()
    const phone = { type: 'String', nullable: true }
    await project.configure({ USER_FIELDS: { phone } })
    await project.runWith(fault('SIGKILL rename 3'), 'regenerate')
    expect((await project.run('status')).stderr).toContain(
      'an earlier run was interrupted; regenerate finishes it first',
    )
    await project.configure({ USER_FIELDS: { phone, mobile: phone } })
    const { exitCode, stdout, stderr } = await project.run('regenerate')
    expect(exitCode).toBe(0)
    expect(stderr).toContain('an earlier run was interrupted; this is what it did')
    expect(stdout).toMatch(/^created .*-add-phone\.ts$/m)
    expect(stdout).toMatch(/^created .*-add-mobile\.ts$/m)
    expect((await statusOf(project)).drift).toBe(false)
  })

  test('is drift, also where the settings are as they were before', async () => {
    const project = await newProject()
    const before = await project.read('graphql-auth.json')
    await project.configure({ flavor: 'relay' })
    await project.runWith(fault('SIGKILL rename 3'), 'regenerate')
    await project.write('graphql-auth.json', before)
    expect(await project.run('status', '--check')).toMatchObject({ exitCode: 5 })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.run('status', '--check')).toMatchObject({ exitCode: 0 })
  })

  test('what git has brought back in between is done again', async () => {
    const project = await committedProject()
    await project.configure({ USER_FIELDS: { phone: { type: 'String', nullable: true } } })
    const undisturbed = await copyOf(project)
    await undisturbed.run('regenerate')
    await project.runWith(fault('SIGKILL rename 7'), 'regenerate')
    const settings = await project.read('graphql-auth.json')
    await project.git('checkout', '.')
    await project.git('clean', '-fdq')
    await project.write('graphql-auth.json', settings)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await outcome(project)).toEqual(await outcome(undisturbed))
  })

  test('what the earlier run did is told, whatever comes then', async () => {
    const project = await newProject()
    await project.configure({ USER_FIELDS: { phone: { type: 'String', nullable: true } } })
    await project.runWith(fault('SIGKILL rename 3'), 'regenerate')
    await project.write('graphql-auth.json', '{')
    const { exitCode, stdout, stderr } = await project.run('regenerate')
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/^error: graphql-auth\.json.*JSON/m)
    expect(stdout).toContain('updated       src/users/user.entity.ts')
  })

  test('what the user changes in between stays', async () => {
    const project = await projectWithWork()
    await project.runWith(fault('SIGKILL rename 3'), 'regenerate')
    await project.write('README.md', '# Mine\n')
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 4 })
    expect(await project.read('README.md')).toBe('# Mine\n')
    expect(await project.read('README.md.regenerated')).toContain('birthday')
    expect((await statusOf(project)).files).toMatchObject({ 'README.md': 'conflicted' })
  })

  test('what the user changes in between is a conflict, also where there was none', async () => {
    const project = await newProject()
    await project.configure({ USER_FIELDS: { phone: { type: 'String', nullable: true } } })
    await project.runWith(fault('SIGKILL rename 2'), 'regenerate')
    await project.edit(ENTITY, '', '// Mine.\n')
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(4)
    expect(stdout).toContain(`conflict      ${ENTITY}\n`)
    expect(stdout).toContain(`${ENTITY}:1  you changed it meanwhile; the new version is ${ENTITY}.`)
    expect(await project.read(ENTITY)).toMatch(/^\/\/ Mine\.\n/)
    expect(await project.read(`${ENTITY}.regenerated`)).toContain('phone')
    expect(await statusOf(project)).toEqual({ drift: true, files: { [ENTITY]: 'conflicted' } })
  })

  test('a file that would be deleted, and is edited in between, is kept', async () => {
    const project = await newProject()
    const path = 'src/sessions/refresh-tokens.ts'
    await project.configure({ GRAPHQL_JWT: { JWT_LONG_RUNNING_REFRESH_TOKEN: false } })
    const args = ['regenerate', '--allow-destructive']
    await project.runWith(fault('SIGKILL rm 3'), ...args)
    await project.edit(path, '', '// Mine.\n')
    const { exitCode, stdout } = await project.run(...args)
    expect(exitCode).toBe(4)
    expect(stdout).toContain(
      `${path}:1  it is no longer part of the project, but was kept because you edited it`,
    )
    expect(await project.read(path)).toMatch(/^\/\/ Mine\.\n/)
    expect(await project.run(...args)).toMatchObject({ exitCode: 0 })
  })

  test('Ctrl-C before the journal leaves everything as it was', async () => {
    const project = await projectWithWork()
    const before = await project.snapshot()
    const { exitCode } = await project.runWith(fault('SIGINT writeFile 3'), 'regenerate')
    expect(exitCode).toBe(130)
    expect(await project.snapshot()).toEqual(before)
  })
})
