import { cp, mkdir, readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BASE_PATH } from '../../src/regenerate/base.js'
import type { Flavor } from '../../src/settings/types.js'
import { isRecord } from '../../src/settings/values/json.js'
import { writeFiles } from './files.js'
import { commit, projectIn, type TestProject } from './project.js'
import { emptyDirectory } from './run.js'

/** A kind of projects that an earlier version made, and their owner has edited. */
export interface FormerKind {
  flavor: Flavor
  database: 'sqlite' | 'postgres'
}

const HERE = fileURLToPath(new URL('../fixtures/former-project', import.meta.url))
const PASSWORDS = 'data/common-passwords.txt'
const SAME_PASSWORDS = fileURLToPath(
  new URL(`../../blueprints/common/${PASSWORDS}`, import.meta.url),
)

/** Names of the parts of the fixture that a kind is made of, in order; not every part is there. */
function partsOf({ flavor, database }: FormerKind): string[] {
  return ['every', flavor, database, `${flavor}-${database}`]
}

/** The base of such a project, as the earlier version wrote it. */
async function formerBase(kind: FormerKind): Promise<unknown> {
  let base: unknown = {}
  for (const part of partsOf(kind)) {
    const text = await readFile(join(HERE, 'base', `${part}.json`), 'utf8').catch(() => '{}')
    base = merged(base, JSON.parse(text))
  }
  return base
}

/** JSON Merge Patch (RFC 7396). */
function merged(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch
  const result = new Map(Object.entries(isRecord(target) ? target : {}))
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) result.delete(key)
    else result.set(key, merged(result.get(key), value))
  }
  return Object.fromEntries(result)
}

/** What was rendered, by path. */
function renderedIn(base: unknown): Record<string, string> {
  const files = isRecord(base) && isRecord(base.files) ? base.files : {}
  return Object.fromEntries(
    Object.entries(files).flatMap(([path, entry]): [string, string][] =>
      isRecord(entry) && typeof entry.content === 'string' ? [[path, entry.content]] : [],
    ),
  )
}

/** The files that the earlier version rendered: their ids by their paths. */
export async function formerFiles(kind: FormerKind): Promise<Map<string, unknown>> {
  const base = await formerBase(kind)
  const files = isRecord(base) && isRecord(base.files) ? base.files : {}
  return new Map(
    Object.entries(files).map(([path, entry]) => [path, isRecord(entry) ? entry.id : undefined]),
  )
}

/** What the owner has made of it: the patches of the fixture. */
async function patchesOf(kind: FormerKind): Promise<string[]> {
  const present = await readdir(join(HERE, 'edits'))
  return partsOf(kind)
    .map((part) => `${part}.patch`)
    .filter((name) => present.includes(name))
    .map((name) => join(HERE, 'edits', name))
}

/** The project as its owner has it, committed. */
export async function formerProject(kind: FormerKind): Promise<TestProject> {
  const directory = join(await emptyDirectory(), 'my-app')
  const base = await formerBase(kind)
  await writeFiles(directory, {
    ...renderedIn(base),
    [BASE_PATH]: `${JSON.stringify(base, null, 2)}\n`,
  })
  await mkdir(dirname(join(directory, PASSWORDS)))
  await cp(SAME_PASSWORDS, join(directory, PASSWORDS))
  const project = projectIn(directory)
  await project.git('init', '--quiet')
  await project.git('apply', ...(await patchesOf(kind)))
  await commit(project)
  return project
}

/** The lines that the owner has added, by the file that they are in. */
export async function ownersLines(kind: FormerKind): Promise<Map<string, string[]>> {
  const lines = new Map<string, string[]>()
  for (const patch of await patchesOf(kind)) {
    let path = ''
    for (const line of (await readFile(patch, 'utf8')).split('\n')) {
      if (line.startsWith('+++ ')) path = line.slice('+++ b/'.length)
      else if (line.startsWith('+')) lines.set(path, [...(lines.get(path) ?? []), line.slice(1)])
    }
  }
  return lines
}
