import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, inject } from 'vitest'
import { DATABASES, type DatabaseName } from '../../src/settings/types.js'
import { effort, isInShare } from './effort.js'
import { filesBelow } from './files.js'
import type { TestProject } from './project.js'
import { runTool } from './rendered.js'
import { emptyDirectory, type Run } from './run.js'
import { newDatabase } from './servers.js'

const PACKAGES = fileURLToPath(new URL('../../node_modules', import.meta.url))

/** Lets a project use the packages of this repository. */
export async function linkPackages({ directory }: TestProject): Promise<void> {
  await symlink(PACKAGES, join(directory, 'node_modules'), 'junction').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
}

/** Checks the types of a project, and runs its tests where there is time for it. */
export async function expectSound(project: TestProject): Promise<void> {
  const { directory } = project
  await linkPackages(project)
  const compiled = await emptyDirectory()
  const emit = ['--noEmit', 'false', '--removeComments', '--outDir', compiled]
  expect(await runTool(directory, 'tsc', emit)).toMatchObject({ exitCode: 0, stdout: '' })
  if (effort.shareOfRegenerated === 0) return
  const print = await fingerprint(directory, compiled)
  if (isLeftOut(print, directory) || (await wereTested(print))) return
  await expectOwnTests(project)
}

/** Runs the tests of a project, whose packages are linked. */
export async function expectOwnTests({ directory }: TestProject): Promise<void> {
  const { exitCode, stdout } = await runTests(directory)
  expect(exitCode, stdout).toBe(0)
}

/** With a database for those of them that need one. */
async function runTests(directory: string): Promise<Run> {
  const args = ['run', ...PATIENT]
  const { url, drop } = await newDatabase(databaseOf(directory))
  try {
    return await runTool(directory, 'vitest', args, url ? { TEST_DATABASE_URL: url } : {})
  } finally {
    await drop()
  }
}

function databaseOf(directory: string): DatabaseName {
  const has = (name: DatabaseName) => existsSync(join(directory, `src/database/${name}.ts`))
  return DATABASES.find(has) ?? 'sqlite'
}

/** Other files of tests run at the same time. */
const PATIENT = ['--testTimeout', '120000', '--hookTimeout', '120000']

/** What tests do not see: comments and layout are gone from compiled code. */
const UNSEEN = /^(node_modules|\.env$|\.graphql-auth\/|db\.sqlite3)|\.ts$/

/** The same for projects in which every test does the same: times of migrations do not matter. */
async function fingerprint(directory: string, compiled: string): Promise<string> {
  const hash = createHash('sha256')
  const others = (await filesBelow(directory)).filter((path) => !UNSEEN.test(path))
  for (const path of others) hash.update(await entry(directory, path))
  for (const path of await filesBelow(compiled)) hash.update(await entry(compiled, path))
  return hash.digest('hex')
}

async function entry(folder: string, path: string): Promise<string> {
  const text = await readFile(join(folder, path), 'utf8')
  return `${path}\0${text}\0`.replace(/\d{13}/g, 'TIME')
}

/** A share of them has none that needs a server: own-tests.test.ts has those. */
function isLeftOut(print: string, directory: string): boolean {
  const share = effort.shareOfRegenerated
  if (share === 1) return false
  return databaseOf(directory) !== 'sqlite' || !isInShare(print, share)
}

/** Whether the tests of such a project have run, or run now: where they fail, this run fails too. */
async function wereTested(print: string): Promise<boolean> {
  try {
    await writeFile(join(inject('shared'), print), '', { flag: 'wx' })
    return false
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return true
    throw error
  }
}
