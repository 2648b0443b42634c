import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { constants, openSync } from 'node:fs'
import { chmod, mkdir, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, inject, test } from 'vitest'
import { effort } from '../support/effort.js'
import { filesBelow, modeOf, writeFiles } from '../support/files.js'
import { cleanEnvironment, emptyDirectory, type Run, run } from '../support/run.js'

const ARGS = ['--yes', '--no-git', '--no-install']
const PRELOAD = fileURLToPath(new URL('../support/fault.mjs', import.meta.url))

/** The environment in which the n-th call of a function of node:fs goes wrong. */
function fault(what: string): Record<string, string> {
  return { FAULT: what, NODE_OPTIONS: `--import=${PRELOAD}` }
}

describe('a machine that does not let us', () => {
  test.each([
    ['ENOSPC writeFile 3', 'no space left on the device'],
    ['EDQUOT writeFile 1', 'the disk quota is exhausted'],
    ['EACCES mkdtemp 1', 'permission denied'],
    ['EROFS mkdtemp 1', 'the file system is read-only'],
    ['EIO rename 1', 'EIO'],
  ])('%s', async (what, reason) => {
    const cwd = await emptyDirectory()
    const { exitCode, stdout, stderr } = await run(['a/app', ...ARGS], { cwd, env: fault(what) })
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `error: cannot create a/app: ${reason}; nothing was written`,
    })
    expect(await readdir(cwd)).toEqual([])
  })

  test.each(['ENOSPC writeFile 5', 'EIO rename 3'])(
    '%s in a directory of the user',
    async (what) => {
      const cwd = await emptyDirectory()
      await writeFiles(cwd, { LICENSE: 'mine', '.idea/mine.xml': 'mine' })
      const { exitCode } = await run(['.', ...ARGS], { cwd, env: fault(what) })
      expect(exitCode).toBe(1)
      expect(await filesBelow(cwd)).toEqual(['.idea/mine.xml', 'LICENSE'])
    },
  )
})

test('a mistake of our own is one line, with the address to report it to', async () => {
  const broken =
    "data:text/javascript,Object.defineProperty(process,'arch',{get(){throw(Error('broken'))}})"
  const cwd = await emptyDirectory()
  const env = { NODE_OPTIONS: `--import=${broken}` }
  expect(await run(['info'], { cwd, env })).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(
      /^error: unexpected: broken; please report it at https:\/\/\S+\/issues with the output of .+ info$/,
    ),
  })
})

describe('signals while files are written', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s leaves nothing', async (signal) => {
    const cwd = await emptyDirectory()
    const { exitCode, stderr } = await run(['app', ...ARGS], {
      cwd,
      env: fault(`${signal} writeFile 3`),
    })
    expect({ exitCode, stderr }).toEqual({
      exitCode: 130,
      stderr: 'error: interrupted; nothing was written',
    })
    expect(await readdir(cwd)).toEqual([])
  })

  test('SIGKILL leaves no project', async () => {
    const cwd = await emptyDirectory()
    await run(['app', ...ARGS], { cwd, env: fault('SIGKILL writeFile 3') })
    expect(await readdir(cwd)).toEqual([expect.stringMatching(/^\.create-graphql-auth-/)])
    expect(await run(['app', ...ARGS], { cwd })).toMatchObject({ exitCode: 0 })
    expect(await readdir(cwd)).toEqual(['app'])
  })

  test("SIGKILL in a directory that exists is in no one's way", async () => {
    const cwd = await emptyDirectory()
    await run(['.', ...ARGS], { cwd, env: fault('SIGKILL writeFile 3') })
    const [left] = await readdir(cwd)
    expect(left).toMatch(/^\.create-graphql-auth-/)
    expect(await run(['.', ...ARGS], { cwd })).toMatchObject({ exitCode: 0 })
    expect(await readdir(cwd)).toContain('package.json')
    expect(await readdir(cwd)).not.toContain(left)
  })
})

describe('SIGKILL in the middle of a move', () => {
  /** Every how many renames one is tried. */
  const STEP = effort.createKillStep

  /** Kills a run before each of its renames, and looks at what the next one makes of it. */
  async function killedAtEveryRename(
    prepare: (cwd: string) => Promise<string>,
    look: (cwd: string, next: () => Promise<Run>) => Promise<void>,
  ): Promise<number> {
    let kills = 0
    for (let count = 1; ; count += STEP) {
      const cwd = await emptyDirectory()
      const target = await prepare(cwd)
      const killed = await run([target, ...ARGS], { cwd, env: fault(`SIGKILL rename ${count}`) })
      if (killed.exitCode !== undefined) return kills
      kills += 1
      await look(cwd, () => run([target, ...ARGS, '--flavor', 'relay'], { cwd }))
    }
  }

  async function fresh(): Promise<string[]> {
    const cwd = await emptyDirectory()
    await run(['app', ...ARGS, '--flavor', 'relay'], { cwd })
    return filesOf(join(cwd, 'app'))
  }

  async function filesOf(directory: string): Promise<string[]> {
    const paths = await filesBelow(directory)
    return paths.map((path) => path.replace(/\d{13}/, 'TIME'))
  }

  test('an empty directory stays empty, and is replaced with its mode by the next run', async () => {
    const prepare = async (cwd: string) => {
      await mkdir(join(cwd, 'app'))
      await chmod(join(cwd, 'app'), 0o750)
      return 'app'
    }
    const expected = await fresh()
    const kills = await killedAtEveryRename(prepare, async (cwd, next) => {
      expect(await readdir(join(cwd, 'app'))).toEqual([])
      expect(await next()).toMatchObject({ exitCode: 0, stderr: '' })
      expect(await filesOf(join(cwd, 'app'))).toEqual(expected)
      expect(await modeOf(join(cwd, 'app'))).toBe('750')
      expect(await readdir(cwd)).toEqual(['app'])
    })
    expect(kills).toBe(1)
  }, 600_000)

  test('what was moved into the working directory goes, with other settings too', async () => {
    const mine = { LICENSE: 'mine', '.idea/mine.xml': 'mine', 'README.md': 'mine' }
    const prepare = async (cwd: string) => {
      await writeFiles(cwd, mine)
      return '.'
    }
    const expected = [...new Set([...(await fresh()), ...Object.keys(mine)])].sort()
    let told = 0
    const kills = await killedAtEveryRename(prepare, async (cwd, next) => {
      const rehearsed = await run(['.', ...ARGS, '--dry-run'], { cwd })
      const isComplete = (await filesBelow(cwd)).includes('.graphql-auth/base.json')
      expect(rehearsed.exitCode).toBe(isComplete ? 1 : 0)
      if (isComplete) return
      const { exitCode, stderr } = await next()
      expect(exitCode).toBe(0)
      if (/An earlier run was interrupted in \.; the \d+ files that it left/.test(stderr)) told += 1
      expect(await filesOf(cwd)).toEqual(expected)
      for (const [path, text] of Object.entries(mine)) {
        expect(await readFile(join(cwd, path), 'utf8')).toBe(text)
      }
    })
    expect(kills).toBeGreaterThan(2)
    expect(told).toBeGreaterThan(1)
  }, 600_000)

  test('what was edited or added since is not removed', async () => {
    const cwd = await emptyDirectory()
    await run(['.', ...ARGS], { cwd, env: fault('SIGKILL rename 99999') })
    const names = (await readdir(cwd)).length
    await rm(cwd, { recursive: true })
    await mkdir(cwd)
    await run(['.', ...ARGS], { cwd, env: fault(`SIGKILL rename ${names}`) })
    await writeFiles(cwd, { 'src/mine.ts': 'mine', 'package.json': '{}', 'notes.txt': '' })
    const before = await filesBelow(cwd)
    const { exitCode, stderr } = await run(['.', ...ARGS], { cwd })
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 1 })
    expect(stderr).toContain('. is not empty: notes.txt, package.json, src; only')
    expect(await filesBelow(cwd)).toEqual(before)
    for (const path of ['src/mine.ts', 'package.json', 'notes.txt']) await rm(join(cwd, path))
    expect(await run(['.', ...ARGS], { cwd })).toMatchObject({ exitCode: 0 })
  })

  test('another kill while it is taken back changes nothing', async () => {
    const cwd = await emptyDirectory()
    await run(['.', ...ARGS], { cwd, env: fault('SIGKILL rename 20') })
    await run(['.', ...ARGS], { cwd, env: fault('SIGKILL rm 9') })
    expect(await run(['.', ...ARGS], { cwd })).toMatchObject({ exitCode: 0 })
    expect((await readdir(cwd)).filter((name) => name.startsWith('.create-'))).toEqual([])
  })

  test('a journal that came with a directory removes nothing of others', async () => {
    const parent = await emptyDirectory()
    const hash = createHash('sha256').update('mine').digest('hex')
    const files = { '../other.txt': hash, 'link/other.txt': hash, LICENSE: 'x' }
    await writeFiles(parent, {
      'other/other.txt': 'mine',
      'other.txt': 'mine',
      'app/LICENSE': 'mine',
      'app/.create-graphql-auth-999999999-abcdef/journal.json': JSON.stringify({
        files,
        folders: ['..', 'link'],
      }),
    })
    await symlink('../other', join(parent, 'app/link'))
    const { exitCode } = await run(['app', ...ARGS], { cwd: parent })
    expect(exitCode).toBe(1)
    const mine = ['app/LICENSE', 'other.txt', 'other/other.txt']
    expect(await filesBelow(parent)).toEqual(expect.arrayContaining(mine))
  })

  test('nor an empty folder to which a link leads', async () => {
    const parent = await emptyDirectory()
    await mkdir(join(parent, 'other/empty'), { recursive: true })
    await writeFiles(join(parent, 'app/.create-graphql-auth-999999999-abcdef'), {
      'journal.json': JSON.stringify({ files: {}, folders: ['.idea/empty'] }),
    })
    await symlink('../other', join(parent, 'app/.idea'))
    expect(await run(['app', ...ARGS], { cwd: parent })).toMatchObject({ exitCode: 0 })
    expect(await readdir(join(parent, 'other'))).toEqual(['empty'])
  })

  test.skipIf(process.platform === 'win32')('is not waited for where it is a pipe', async () => {
    const parent = await emptyDirectory()
    const staging = join(parent, 'app/.create-graphql-auth-999999999-abcdef')
    await mkdir(staging, { recursive: true })
    execFileSync('mkfifo', [join(staging, 'journal.json'), join(parent, 'package.json')])
    expect(await run(['app', ...ARGS], { cwd: parent })).toMatchObject({ exitCode: 0 })
  })
})

describe('a reader that has gone away', () => {
  test.each([['--help'], ['app --yes --dry-run'], ['app --yes --no-git --no-install --json']])(
    '%s ends quietly',
    async (args) => {
      const cwd = await emptyDirectory()
      const child = spawn(process.execPath, [inject('program'), ...args.split(' ')], {
        ...{ cwd, env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] },
      })
      child.stdout.destroy()
      let stderr = ''
      child.stderr.on('data', (chunk) => {
        stderr += String(chunk)
      })
      const exitCode = await new Promise((resolve) => child.on('close', resolve))
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    },
  )
})

test.skipIf(process.platform !== 'linux')(
  'a full disk under stdout is told in one line',
  async () => {
    const cwd = await emptyDirectory()
    const full = openSync('/dev/full', constants.O_WRONLY)
    const child = spawn(process.execPath, [inject('program'), 'app', '--yes', '--dry-run'], {
      ...{ cwd, env: cleanEnvironment(), stdio: ['ignore', full, 'pipe'] },
    })
    let stderr = ''
    child.stderr?.on('data', (chunk) => {
      stderr += String(chunk)
    })
    const exitCode = await new Promise((resolve) => child.on('close', resolve))
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: 'error: cannot write the result: no space left on the device\n',
    })
  },
)
