import { release, type } from 'node:os'
import { dirname, resolve } from 'node:path'
import { pathExists } from 'fs-extra/esm'
import { Failure } from '../../failure.js'
import { type PackageManager, runningPackageManager } from '../../model/package-manager.js'
import { readSettingsFile } from '../../project/settings-file.js'
import { pathIn } from '../../project/system/path-in.js'
import { BASE_PATH } from '../../regenerate/base.js'
import { isVersion } from '../../regenerate/versions.js'
import { parseSettings } from '../../settings/read/parse.js'
import { SETTINGS_FILE, type SettingsFile } from '../../settings/types.js'
import { isRecord } from '../../settings/values/json.js'
import { bugsUrl, generatorVersion } from '../../version.js'
import { EXIT } from '../exit-codes.js'
import { jsonOf, linesOf } from '../terminal/printable.js'
import { write } from '../terminal/streams.js'

interface Info {
  version: 1
  generator: string
  node: string
  packageManager: string
  system: string
  /** Where to report a bug. */
  bugs: string
  project: ProjectInfo | null
}

interface ProjectInfo {
  directory: string
  /** The version that rendered it last. */
  generator: string | null
  settings: SettingsFile | null
  problems: string[]
}

/**
 * `create-graphql-auth info [directory]`: what a bug report needs, without secrets.
 *
 * @returns the exit code
 */
export async function info(
  directory = '.',
  options: { json?: boolean },
  signal: AbortSignal,
): Promise<number> {
  const facts = await gather(resolve(directory), signal)
  await write(process.stdout, options.json ? jsonOf(facts) : asText(facts))
  return EXIT.done.code
}

async function gather(directory: string, signal: AbortSignal): Promise<Info> {
  const agent = process.env.npm_config_user_agent
  const name = runningPackageManager(agent)
  return {
    version: 1,
    generator: generatorVersion(),
    node: process.version,
    packageManager: `${name} ${versionTold(agent) ?? (await packageManagerVersion(name, signal)) ?? '(not found)'}`,
    system: `${type()} ${release()} ${process.arch}`,
    bugs: bugsUrl(),
    project: await projectInfo(directory),
  }
}

/** A package manager says its version to what it runs. */
function versionTold(agent: string | undefined): string | null {
  const told = agent?.split(' ')[0]?.split('/')[1]
  return isVersion(told) ? told : null
}

async function packageManagerVersion(
  name: PackageManager,
  signal: AbortSignal,
): Promise<string | null> {
  const { execa } = await import('execa')
  // Not in the project: a package manager may run a program that its directory names.
  const elsewhere = { cwd: dirname(process.execPath), reject: false }
  const run = await execa(name, ['--version'], { ...elsewhere, cancelSignal: signal })
  signal.throwIfAborted()
  return run.failed ? null : run.stdout
}

async function projectInfo(directory: string): Promise<ProjectInfo | null> {
  const path = pathIn(directory, SETTINGS_FILE)
  if (!(await pathExists(path))) return null
  const generator = await baseGenerator(directory)
  const parsed = await readSettingsFile(path).then(parseSettings).catch(toProblems)
  return 'problems' in parsed
    ? { directory, generator, settings: null, problems: parsed.problems }
    : { directory, generator, settings: withoutValues(parsed.file), problems: [] }
}

/** The report includes what cannot be read. */
function toProblems(error: unknown): { problems: string[] } {
  if (error instanceof Failure) return { problems: [...error.messages] }
  throw error
}

async function baseGenerator(directory: string): Promise<string | null> {
  const path = pathIn(directory, BASE_PATH)
  if (!(await pathExists(path))) return null
  const content: object = await readSettingsFile(path).catch(toProblems)
  return 'generator' in content && isVersion(content.generator) ? content.generator : null
}

/** People put keys of other services into the variables of their mails. */
function withoutValues(file: SettingsFile): SettingsFile {
  const variables = file.GRAPHQL_AUTH.EMAIL_TEMPLATE_VARIABLES
  if (!isRecord(variables)) return file
  const hidden = Object.fromEntries(Object.keys(variables).map((name) => [name, '(not shown)']))
  return { ...file, GRAPHQL_AUTH: { ...file.GRAPHQL_AUTH, EMAIL_TEMPLATE_VARIABLES: hidden } }
}

function asText({ generator, node, packageManager, system, bugs, project }: Info): string {
  return linesOf([
    `create-graphql-auth  ${generator}`,
    `node                 ${node}`,
    `package manager      ${packageManager}`,
    `system               ${system}`,
    `report bugs at       ${bugs}`,
    ...(project ? projectLines(project) : ['project              none here']),
  ])
}

function projectLines({ directory, generator, settings, problems }: ProjectInfo): string[] {
  return [
    `project              ${directory}`,
    `rendered by          ${generator ?? 'unknown'}`,
    ...problems.map((problem) => `problem              ${problem}`),
    ...(settings ? ['settings', ...JSON.stringify(settings, null, 2).split('\n')] : []),
  ]
}
