import { cpSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { pathExists } from 'fs-extra/esm'
import { inject } from 'vitest'
import { BASE_PATH } from '../../src/regenerate/base.js'
import { filesBelow, readJson } from './files.js'
import { cleanEnvironment, emptyDirectory, type Run, run } from './run.js'

/** A project made by the packed program, for a user to edit. */
export interface TestProject {
  directory: string
  /** Runs the program in the directory of the project. */
  run(...args: string[]): Promise<Run>
  runWith(env: Record<string, string>, ...args: string[]): Promise<Run>
  read(path: string): Promise<string>
  write(path: string, content: string): Promise<void>
  /** Replaces a part of a file. @throws when it is not there */
  edit(path: string, from: string, to: string): Promise<void>
  /** Lays members over those of graphql-auth.json. */
  configure(settings: object): Promise<void>
  /** Changes what an older generator would have rendered, in the base and on disk. */
  rewind(path: string, change: (content: string) => string): Promise<void>
  git(...args: string[]): Promise<void>
  /** Every file but what runs leave for themselves, by path. */
  snapshot(): Promise<Map<string, string>>
}

/** A new project in a directory of its own. */
export async function newProject(...flags: string[]): Promise<TestProject> {
  const created = await createdOnce(flags)
  return await copyOf(projectIn(created))
}

/** A copy of a project, in a directory of its own. */
export async function copyOf({ directory }: TestProject): Promise<TestProject> {
  const copy = join(await emptyDirectory(), 'my-app')
  // Several times as fast as cp.
  cpSync(directory, copy, { recursive: true, verbatimSymlinks: true })
  return projectIn(copy)
}

/** A project that no one edits: what `create` does is the same every time, and proved elsewhere. */
async function createdOnce(flags: readonly string[]): Promise<string> {
  const parent = join(inject('shared'), ['created', ...flags].join(' '))
  const directory = join(parent, 'my-app')
  if (await pathExists(directory)) return directory
  const making = await mkdtemp(`${parent} `)
  const usual = ['--yes', '--no-install', '--no-git', '--package-manager', 'npm']
  const created = await run(['my-app', ...usual, ...flags], { cwd: making })
  if (created.exitCode !== 0) throw new Error(created.stderr)
  // Another file of tests may have been faster.
  await rename(making, parent).catch(() => rm(making, { recursive: true }))
  return directory
}

/** The project in a directory. */
export function projectIn(directory: string): TestProject {
  const at = (path: string) => join(directory, path)
  const read = (path: string) => readFile(at(path), 'utf8')
  const write = (path: string, content: string) => writeFile(at(path), content)
  const runWith = (env: Record<string, string>, ...args: string[]) =>
    run(args, { cwd: directory, env })
  return {
    directory,
    run: (...args) => runWith({}, ...args),
    runWith,
    read,
    write,
    async edit(path, from, to) {
      const text = await read(path)
      if (!text.includes(from)) throw new Error(`${path} lacks ${from}`)
      await write(path, text.replace(from, to))
    },
    async configure(settings) {
      const before = JSON.parse(await read('graphql-auth.json'))
      await write('graphql-auth.json', JSON.stringify({ ...before, ...settings }, null, 2))
    },
    async rewind(path, change) {
      const base = JSON.parse(await read(BASE_PATH))
      base.files[path].content = change(base.files[path].content)
      await write(BASE_PATH, `${JSON.stringify(base, null, 2)}\n`)
      await write(path, change(await read(path)))
    },
    async git(...args) {
      const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com']
      await execa('git', [...identity, ...args], { cwd: directory, env: cleanEnvironment() })
    },
    async snapshot() {
      const paths = (await filesBelow(directory)).filter((path) => !isPassing(path))
      const entries = paths.map(
        async (path): Promise<[string, string]> => [path, await read(path).catch(asFolder)],
      )
      return new Map(await Promise.all(entries))
    },
  }
}

/** A link to a folder is listed as a file. */
function asFolder(error: NodeJS.ErrnoException): string {
  if (error.code !== 'EISDIR') throw error
  return 'a folder'
}

function isPassing(path: string): boolean {
  return /^(node_modules|\.graphql-auth\/(backup|pending))(\/|$)/.test(path)
}

/** A project with a commit, and nothing that is not in it. */
export async function committedProject(...flags: string[]): Promise<TestProject> {
  const project = await newProject(...flags)
  await project.git('init', '--quiet')
  await commit(project)
  return project
}

export async function commit(project: TestProject): Promise<void> {
  await project.git('add', '--all')
  await project.git('commit', '--quiet', '--message', 'All')
}

/** The states of files that are not clean, and whether there is drift. */
export async function statusOf(
  project: TestProject,
): Promise<{ drift: boolean; files: Record<string, string> }> {
  const { stdout } = await project.run('status', '--json')
  const { drift, files }: { drift: boolean; files: { path: string; state: string }[] } =
    JSON.parse(stdout)
  const states = files
    .filter(({ state }) => state !== 'clean')
    .map(({ path, state }) => [path, state])
  return { drift, files: Object.fromEntries(states) }
}

/** The base of a project. */
export async function baseOf({ directory }: TestProject): Promise<unknown> {
  return await readJson(directory, BASE_PATH)
}

/** What the base of a project remembers, by path. */
export async function baseFilesOf(
  project: TestProject,
): Promise<Map<string, { id: string; kind: string }>> {
  const { files }: { files: Record<string, { id: string; kind: string }> } = JSON.parse(
    await project.read(BASE_PATH),
  )
  return new Map(Object.entries(files))
}
