import { cp, mkdir, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { cleanEnvironment, emptyDirectory } from '../support/run.js'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PARTS = [
  'bin',
  'blueprints',
  'scripts',
  'src',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
]

/** A copy of this repository, whose demo/ is nobody's. */
async function copyOfRepository(): Promise<string> {
  const copy = await emptyDirectory()
  for (const part of PARTS) await cp(join(ROOT, part), join(copy, part), { recursive: true })
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

test('npm run demo leads to a running server, which Ctrl-C stops', async () => {
  const cwd = await copyOfRepository()
  const port = await freePort()
  const env = cleanEnvironment({ PORT: String(port) })
  const demo = execa('npm', ['run', 'demo'], {
    ...{ cwd, env, extendEnv: false, reject: false, stdin: 'ignore', detached: true, all: true },
  })
  const answers = () => fetch(`http://127.0.0.1:${port}/health`).then((answer) => answer.status)
  const endedEarly = demo.then(({ all }) => Promise.reject(new Error(all)))
  await Promise.race([endedEarly, expect.poll(answers, { timeout: 500_000 }).toBe(200)])
  // The terminal sends the signal to the whole group.
  process.kill(-Number(demo.pid), 'SIGINT')
  const { all } = await demo
  expect(all).toContain(`:${port}`)
  await expect(answers()).rejects.toThrow()
})

test('npm run demo does not touch a demo/ of somebody else', async () => {
  const cwd = await copyOfRepository()
  await mkdir(join(cwd, 'demo'))
  await writeFile(join(cwd, 'demo/notes.txt'), 'mine')
  const result = await execa('npm', ['run', 'demo'], {
    ...{ cwd, env: cleanEnvironment(), extendEnv: false, reject: false, stdin: 'ignore' },
  })
  expect(result.exitCode).toBe(1)
  expect(result.stderr).toContain('error: demo/ was not made by npm run demo; move it away first')
})
