import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FLAVORS, type Flavor } from '../../src/settings/types.js'
import { runScript, startDevServer } from '../support/dev-server.js'
import { effort } from '../support/effort.js'
import { renderedProject, runTool } from '../support/rendered.js'
import { ROOT } from '../support/repository-copy.js'
import { cleanEnvironment, emptyDirectory } from '../support/run.js'
import { projectWith } from '../support/settings.js'

const CLIENTS = fileURLToPath(new URL('../clients', import.meta.url))

/** A folder with the packages of the clients. */
let packages: string

beforeAll(async () => {
  packages = await mkdtemp(join(tmpdir(), 'clients-'))
  await cp(join(CLIENTS, 'package.json'), join(packages, 'package.json'))
  await execa('npm', ['install', '--no-package-lock', '--ignore-scripts', '--no-audit'], {
    ...{ cwd: packages, env: cleanEnvironment(), extendEnv: false },
  })
})

afterAll(() => rm(packages, { recursive: true, force: true }))

/** A running server with the four users of the fixtures, and a folder for its clients. */
async function startServer(flavor: Flavor) {
  const project = await renderedProject(projectWith({ flavor }))
  for (const words of [['migrate'], ['loaddata', '--', 'fixtures/users.json'], ['schema']]) {
    await runScript(project, ...words)
  }
  const directory = await emptyDirectory()
  await cp(CLIENTS, directory, { recursive: true })
  await symlink(join(packages, 'node_modules'), join(directory, 'node_modules'), 'junction')
  await cp(join(project, 'schema.graphql'), join(directory, 'schema.graphql'))
  const { url } = await startDevServer(project)
  return { project, directory, url }
}

/** Runs a binary of the packages of the clients. */
async function runCompiler(directory: string, name: string, ...args: string[]): Promise<void> {
  const binary = join(packages, 'node_modules/.bin', name)
  await execa(binary, args, { cwd: directory, env: cleanEnvironment(), extendEnv: false })
}

async function expectTypes(directory: string, folder: string): Promise<void> {
  const other = folder === 'src' ? 'relay' : 'src'
  await rm(join(directory, other), { recursive: true })
  const args = ['--project', '.', '--typeRoots', join(ROOT, 'node_modules/@types')]
  const { stdout } = await runTool(directory, 'tsc', args)
  expect(stdout).toBe('')
}

/** What a client prints that has talked to a server. */
async function talk(directory: string, client: string, url: string): Promise<unknown> {
  const { stdout, stderr } = await runTool(directory, 'tsx', [client, url])
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

/** The first block of TypeScript below a heading of a README. */
async function codeBelow(heading: string, project: string): Promise<string> {
  const readme = await readFile(join(project, 'README.md'), 'utf8')
  const [, section = ''] = readme.split(`### ${heading}\n`)
  const [, code = ''] = /```ts\n(.*?)```/s.exec(section) ?? []
  return code
}

test('Relay compiles fragments, logs in, fetches users and sessions again, and turns pages', async () => {
  const { directory, url } = await startServer('relay')
  await runCompiler(directory, 'relay-compiler', 'relay.config.json')
  await expectTypes(directory, 'relay')
  const user = { username: 'user2', firstName: '' }
  const problem = { message: 'Please, enter valid credentials.', code: 'invalid_credentials' }
  expect(await talk(directory, 'relay/client.ts', url)).toMatchObject({
    refused: {
      tokenAuth: {
        errors: { nonFieldErrors: [problem] },
        fieldErrors: [{ field: null, code: 'invalid_credentials' }],
      },
    },
    before: user,
    renamed: { updateAccount: { success: true } },
    refetched: { ...user, firstName: 'Joe' },
    current: { isCurrent: true },
    firstPage: ['user1', 'user2'],
    bothPages: ['user1', 'user2', 'user3', 'user4'],
  })
})

const flavors = [...FLAVORS].slice(0, effort.flavors)

test.each(flavors)(
  'code from the configuration in the README types Apollo Client and urql: %s',
  async (flavor) => {
    const { project, directory, url } = await startServer(flavor)
    await writeFile(join(directory, 'codegen.ts'), await codeBelow('Typed clients', project))
    if (flavor === 'graphql') await withoutInputs(join(directory, 'src/documents.ts'))
    await runCompiler(directory, 'graphql-codegen', '--config', 'codegen.ts')
    await expectTypes(directory, 'src')
    for (const client of ['src/apollo.ts', 'src/urql.ts']) {
      expect(await talk(directory, client, url), client).toEqual({
        code: 'invalid_credentials',
        problems: [{ message: 'Please, enter valid credentials.', code: 'invalid_credentials' }],
        joined: 'string',
        caller: 'user2',
        found: { __typename: 'UserNode', username: 'user2' },
        username: 'user2',
        sent: ['hash', 'query'],
      })
    }
  },
)

/** In the plain flavor, arguments stand on their own. */
async function withoutInputs(path: string): Promise<void> {
  const text = await readFile(path, 'utf8')
  await writeFile(path, text.replace(/input: \{ (.*?) \}/g, '$1'))
}
