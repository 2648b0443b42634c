import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, inject, test } from 'vitest'
import { newProject } from '../support/project.js'
import { cleanEnvironment, emptyDirectory, type Run, run } from '../support/run.js'

const COMMANDS = ['regenerate', 'status', 'diff', 'info']
/** No one is root, who may read everything. */
const NOBODY = 65_534

async function runAsOther(args: readonly string[], cwd: string): Promise<Run> {
  const isRoot = process.getuid?.() === 0
  const { exitCode, stdout, stderr } = await execa(process.execPath, [inject('program'), ...args], {
    ...{ cwd, env: cleanEnvironment(), extendEnv: false, reject: false, stdin: 'ignore' },
    ...(isRoot && { uid: NOBODY, gid: NOBODY }),
  })
  return { exitCode, stdout, stderr }
}

/** One line, and no more, that says what is wrong. */
function expectLine({ stderr }: Run, message: string | RegExp): void {
  expect(stderr).toMatch(message)
  expect(stderr).toMatch(/^error: .*$/)
  expect(stderr).not.toContain('please report this')
}

test.each(['18.20.8', '20.18.3'])('Node.js %s is too old', async (node) => {
  const cwd = await emptyDirectory()
  const result = await run(['app', '--yes', '--no-install'], {
    cwd,
    env: { NODE_OPTIONS: `--import=${pretending(node)}` },
  })
  expect(result.exitCode).toBe(1)
  expectLine(result, `error: needs Node.js 20.19 or newer, but runs on ${node}`)
  expect(await readdir(cwd)).toEqual([])
})

/** A module that makes Node.js say that it is another version. */
function pretending(node: string): string {
  const versions = `{ ...process.versions, node: '${node}' }`
  const code = `Object.defineProperty(process, 'versions', { value: ${versions} })`
  return `data:text/javascript,${encodeURIComponent(code)}`
}

describe.skipIf(process.platform === 'win32')('a working directory that was removed', () => {
  test.each([...COMMANDS, '. --yes', 'app --yes'])('%s', async (command) => {
    const cwd = await emptyDirectory()
    const script = `rmdir "$PWD"; exec "$0" "$@"`
    const args = [inject('program'), ...command.split(' ')]
    const { exitCode, stderr } = await execa('sh', ['-c', script, process.execPath, ...args], {
      ...{ cwd, env: cleanEnvironment(), extendEnv: false, reject: false, stdin: 'ignore' },
    })
    const line = 'error: the working directory was removed; change to an existing one'
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: line })
  })
})

describe('a settings file', () => {
  const texts: [what: string, content: string | Buffer, line: string][] = [
    ['too large', Buffer.alloc(2 * 1024 * 1024, ' '), 'it is larger than 1 MB'],
    ['nested', `{"x":${'['.repeat(6000)}${']'.repeat(6000)}}`, 'is nested too deeply'],
    ['in UTF-16', Buffer.from('\ufeff{}', 'utf16le'), 'it is not text in UTF-8'],
  ]
  test.each(texts)('that is %s', async (_, content, line) => {
    const cwd = await emptyDirectory()
    await writeFile(join(cwd, 'my.json'), content)
    const result = await run(['app', '--yes', '--settings', 'my.json'], { cwd })
    expect(result.exitCode).toBe(2)
    expectLine(result, `my.json: ${line}`)
  })

  test('that is a directory', async () => {
    const cwd = await emptyDirectory()
    const result = await run(['app', '--yes', '--settings', '.'], { cwd })
    expect(result.exitCode).toBe(2)
    expectLine(result, 'cannot read .: it is a directory')
  })

  test('with a byte order mark is one', async () => {
    const cwd = await emptyDirectory()
    await writeFile(join(cwd, 'my.json'), '\ufeff{ "flavor": "relay" }')
    const args = ['app', '--yes', '--dry-run', '--settings', 'my.json']
    expect(await run(args, { cwd })).toMatchObject({ exitCode: 0 })
  })
})

describe('a project', () => {
  test.each([
    ['graphql-auth.json', 'cannot read graphql-auth.json: it is a directory', 2],
    ['.graphql-auth/base.json', '.graphql-auth/base.json is not an ordinary file; move it away', 1],
    ['.graphql-auth/lock', '.graphql-auth/lock is not an ordinary file; move it away', 1],
  ])('in which %s is a directory', async (path, line, exitCode) => {
    const project = await newProject()
    await project.configure({ flavor: 'relay' })
    await rm(join(project.directory, path), { force: true })
    await mkdir(join(project.directory, path))
    const result = await project.run('regenerate')
    expect(result.exitCode).toBe(exitCode)
    expectLine(result, line)
  })

  test.skipIf(process.platform === 'win32')('that no one may enter, read or write', async () => {
    const { directory, configure } = await newProject()
    await configure({ flavor: 'relay' })
    // Others must come to the program, and to the project.
    await chmod(join(inject('program'), '../../../..'), 0o755)
    await chmod(join(directory, '..'), 0o755)
    await chmod(join(directory, '.env'), 0o644)
    await chmod(directory, 0o555)
    await chmod(join(directory, '.graphql-auth'), 0o555)
    const written = await runAsOther(['regenerate', directory], '/')
    expect(written.exitCode).toBe(1)
    expectLine(written, /: \.graphql-auth\/lock: permission denied; nothing was changed$/)
    const created = await runAsOther([join(directory, 'x'), '--yes'], '/')
    expect(created.exitCode).toBe(1)
    expectLine(created, 'permission denied; nothing was written')
    await chmod(join(directory, 'README.md'), 0)
    for (const command of ['status', 'diff']) {
      const unread = await runAsOther([command, directory], '/')
      expect(unread.exitCode).toBe(1)
      expectLine(unread, `cannot read ${directory}: README.md: permission denied`)
    }
    await chmod(directory, 0)
    for (const command of ['regenerate', 'status']) {
      const closed = await runAsOther([command, directory], '/')
      expect(closed.exitCode).toBe(1)
      expectLine(closed, /^error: cannot read \S+: permission denied$/)
    }
    await chmod(directory, 0o755)
  })
})
