import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { committedProject, newProject, type TestProject } from '../support/project.js'
import { emptyDirectory, type Run, run } from '../support/run.js'

const ENTITY = 'src/users/user.entity.ts'
const PHONE = { USER_FIELDS: { phone: { type: 'String', nullable: true } } }

/** Runs a command from the folder above a project. */
function fromAbove({ directory }: TestProject, command: string, ...flags: string[]): Promise<Run> {
  return run([command, basename(directory), ...flags], { cwd: join(directory, '..') })
}

describe('the commands on a project', () => {
  test('take its directory', async () => {
    const project = await newProject()
    await project.configure(PHONE)
    expect(await fromAbove(project, 'status', '--check')).toMatchObject({ exitCode: 5 })
    expect((await fromAbove(project, 'diff')).stdout).toContain(`+++ b/${ENTITY}`)
    expect(await fromAbove(project, 'regenerate')).toMatchObject({ exitCode: 0 })
    expect(await fromAbove(project, 'status', '--check')).toMatchObject({ exitCode: 0 })
    expect(await fromAbove(project, 'diff')).toEqual({ exitCode: 0, stdout: '', stderr: '' })
  })

  test.each([
    [['regenerate', '--jsn'], "unknown option '--jsn' (Did you mean --json?)"],
    [['regenerate', '--restore'], "option '--restore <path>' argument missing"],
    [['--flavor', 'relay', 'regenerate'], 'regenerate has no option --flavor; leave it out'],
    [['regenerate', 'a', 'b'], 'too many arguments'],
    [['status', '--chek'], "unknown option '--chek' (Did you mean --check?)"],
    [['status', 'a', 'b'], 'too many arguments'],
    [['diff', '--check'], "unknown option '--check'"],
    [['diff', 'a', 'b', 'c'], 'too many arguments'],
  ])('%j is a mistake', async (args, message) => {
    const { exitCode, stdout, stderr } = await run(args, { cwd: await emptyDirectory() })
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toContain(`error: ${message}`)
    expect(stderr.split('\n')).toHaveLength(1)
  })

  test.each(['regenerate', 'status', 'diff'])(
    '%s tells all mistakes in settings',
    async (command) => {
      const project = await newProject()
      await project.configure({ flavour: 'relay', USERNAME_FIELD: 'select' })
      const { exitCode, stdout, stderr } = await project.run(command)
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
      expect(stderr).toContain('graphql-auth.json: flavour: ')
      expect(stderr).toContain('"select"')
    },
  )
})

describe('regenerate --json', () => {
  test('tells why it refuses', async () => {
    const project = await committedProject()
    await project.write('notes.txt', 'mine')
    await project.configure(PHONE)
    const { exitCode, stdout } = await project.run('regenerate', '--json')
    expect(exitCode).toBe(1)
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      error: {
        code: 'refused',
        messages: [expect.stringContaining('uncommitted changes: notes.txt')],
      },
    })
    const done = await project.run('regenerate', '--json', '--allow-dirty')
    expect(done.exitCode).toBe(0)
    expect(JSON.parse(done.stdout)).toMatchObject({ dryRun: false, conflicts: [] })
  })

  test('lists conflicts, new ones and those that are left', async () => {
    const project = await newProject()
    await project.edit(ENTITY, '  id!: number\n', '  id!: number\n\n  nickname = "x"\n')
    await project.configure(PHONE)
    const first = await project.run('regenerate', '--json')
    const again = await project.run('regenerate', '--json')
    expect([first.exitCode, again.exitCode]).toEqual([4, 4])
    const line = (await project.read(ENTITY)).split('\n').indexOf('<<<<<<< yours') + 1
    const conflicts = [{ path: ENTITY, line, reason: expect.any(String) }]
    expect(JSON.parse(first.stdout)).toMatchObject({ conflicts })
    expect(JSON.parse(again.stdout)).toEqual({ version: 1, command: 'regenerate', conflicts })
  })
})
