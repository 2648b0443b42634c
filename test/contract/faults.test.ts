import { spawn } from 'node:child_process'
import { constants, openSync } from 'node:fs'
import { readdir } from 'node:fs/promises'

import { fileURLToPath } from 'node:url'
import { describe, expect, inject, test } from 'vitest'
import { filesBelow, writeFiles } from '../support/files.js'
import { cleanEnvironment, emptyDirectory, run } from '../support/run.js'

const ARGS = ['--yes', '--no-git', '--no-install']
const PRELOAD = fileURLToPath(new URL('../support/fault.mjs', import.meta.url))

/** The environment in which the n-th call of a function of node:fs goes wrong. */
function fault(what: string): Record<string, string> {
  return { FAULT: what, NODE_OPTIONS: `--import=${PRELOAD}` }
}

describe('a machine that does not let us', () => {
  test.each([
    ['ENOSPC writeFile 3', 'no space left on the device'],
    ['EDQUOT writeFile 1', 'the disk quota is used up'],
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

  test("SIGKILL in a directory that exists is in nobody's way", async () => {
    const cwd = await emptyDirectory()
    await run(['.', ...ARGS], { cwd, env: fault('SIGKILL writeFile 3') })
    const [left] = await readdir(cwd)
    expect(left).toMatch(/^\.create-graphql-auth-/)
    expect(await run(['.', ...ARGS], { cwd })).toMatchObject({ exitCode: 0 })
    expect(await readdir(cwd)).toContain('package.json')
    expect(await readdir(cwd)).not.toContain(left)
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
