import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { copyOfRepository, installedCopy, ROOT } from '../support/repository-copy.js'
import { freePort, interrupt, occupiedPort, startScript } from '../support/scripts.js'

function startDemo(cwd: string, env: Record<string, string> = {}) {
  return startScript(cwd, ['demo'], env)
}

/** Runs the demo until it says what to try, gives that to `look`, and ends it with Ctrl-C. */
async function runDemo(cwd: string, look: (printed: string) => Promise<void>): Promise<string> {
  const port = await freePort()
  const demo = startDemo(cwd, { PORT: String(port) })
  let printed = ''
  demo.all.on('data', (chunk) => {
    printed += chunk
  })
  const endedEarly = demo.then(({ all }) => Promise.reject(new Error(all)))
  const hasAll = expect.poll(() => printed, { timeout: 300_000 }).toMatch(/Ctrl-C .*\n/)
  await Promise.race([endedEarly, hasAll])
  expect(printed).toContain(`http://127.0.0.1:${port}/graphql`)
  await look(printed)
  interrupt(demo)
  const { all } = await demo
  await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow()
  return all
}

/** Sends the login that the demo shows to the address that it shows. */
async function logInAsShown(printed: string): Promise<unknown> {
  const [, address = ''] = /GraphiQL +(http\S+)/.exec(printed) ?? []
  const [, query] = /A login +(.+)/.exec(printed) ?? []
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ query })
  return await (await fetch(address, { method: 'POST', headers, body })).json()
}

test('npm run demo leads to a server to try, which Ctrl-C stops, and does so again', async () => {
  const cwd = await installedCopy()
  const LINES = [
    'Building ... N s',
    'Rendering demo/ ... N s',
    'Migrating ... N s',
    'Loading fixtures/users.json ... N s',
    'Starting the server ...',
  ]
  for (const _ of ['first', 'second']) {
    const all = await runDemo(cwd, async (printed) => {
      expect(await logInAsShown(printed)).toMatchObject({
        data: { tokenAuth: { success: true, token: expect.stringMatching(/^ey/) } },
      })
    })
    const steps = all.split('\n').slice(0, LINES.length)
    expect(steps.map((line) => line.replace(/\d+\.\d s$/, 'N s'))).toEqual(LINES)
    expect(all).toContain('Mails     are printed here')
  }
  expect(await readdir(join(cwd, 'demo'))).not.toContain('node_modules')
})

test('npm run demo does not touch a demo/ of someone else', async () => {
  const cwd = await installedCopy()
  await mkdir(join(cwd, 'demo'))
  await writeFile(join(cwd, 'demo/notes.txt'), 'mine')
  const { exitCode, stderr } = await startDemo(cwd)
  expect(exitCode).toBe(1)
  expect(stderr).toBe('error: demo/ was not made by npm run demo; move it away first')
  expect(await readdir(join(cwd, 'demo'))).toEqual(['notes.txt'])
})

test('npm run demo leaves a server alone that listens on its port', async () => {
  const cwd = await installedCopy()
  const { port } = await occupiedPort()
  const { exitCode, stderr } = await startDemo(cwd, { PORT: String(port) })
  expect(exitCode).toBe(1)
  expect(stderr).toMatch(/^error: port \d+ is in use: .+ PORT=8001$/)
  expect(await readdir(cwd)).not.toContain('demo')
})

test('a step that fails ends npm run demo with its exit code, and shows what it has printed', async () => {
  const cwd = await installedCopy()
  const port = await freePort()
  const env = { PORT: String(port), DATABASE_URL: 'postgres://127.0.0.1/demo' }
  const { exitCode, stdout, stderr } = await startDemo(cwd, env)
  expect(exitCode).toBe(1)
  expect(stdout).toMatch(/Migrating \.\.\. failed$/)
  expect(stderr.split('\n')).toEqual([
    expect.stringContaining('DATABASE_URL'),
    'error: "Migrating" ended with exit code 1',
  ])
})

describe('npm run demo names what is missing in node_modules, and the command that brings it', () => {
  test('all of it', async () => {
    const cwd = await copyOfRepository()
    const { exitCode, stdout, stderr } = await startDemo(cwd)
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    expect(stderr).toMatch(/^error: node_modules lacks .+ and \d+ more: run npm ci$/)
    expect(await readdir(cwd)).not.toContain('demo')
  })

  const platform = `@esbuild/${process.platform}-${process.arch}`
  test.each([
    ['what --omit=dev leaves out', 'tsx'],
    ['what --omit=optional leaves out', platform],
  ])('%s', async (_, name) => {
    const cwd = await copyOfRepository()
    await installAllBut(name, cwd)
    const { exitCode, stdout, stderr } = await startDemo(cwd)
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    expect(stderr).toBe(`error: node_modules lacks ${name}: run npm ci`)
  })

  /** Links every package that lies at the top. */
  async function installAllBut(name: string, cwd: string): Promise<void> {
    const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'))
    for (const folder of Object.keys(lock.packages)) {
      if (!/^node_modules\/(@[^/]+\/)?[^/]+$/.test(folder)) continue
      await mkdir(dirname(join(cwd, folder)), { recursive: true })
      await symlink(join(ROOT, folder), join(cwd, folder))
    }
    await rm(join(cwd, 'node_modules', name))
  }
})
