import { type ChildProcess, spawn } from 'node:child_process'
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { onTestFinished, vi } from 'vitest'
import { cleanEnvironment, run } from './run.js'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Creates a project with the packed program. What it depends on are the development dependencies of
 * this repository, so that nothing has to be installed.
 *
 * @returns its directory
 */
export async function createdProject(cwd: string, flags: readonly string[]): Promise<string> {
  const created = await run(['my-app', '--yes', '--no-install', '--no-git', ...flags], { cwd })
  if (created.exitCode !== 0) throw new Error(created.stderr)
  const directory = join(cwd, 'my-app')
  await symlink(join(ROOT, 'node_modules'), join(directory, 'node_modules'), 'junction')
  return directory
}

/** Runs a script of a project to its end. @returns what it prints @throws when it fails */
export async function runScript(directory: string, ...args: string[]): Promise<string> {
  const { stdout } = await execa('npm', ['run', '--silent', ...args], {
    ...{ cwd: directory, env: cleanEnvironment(), extendEnv: false },
  })
  return stdout
}

/** A server that runs as `npm run dev`, and what it has printed so far. */
export interface DevServer {
  url: string
  output(): string
}

/** Starts a project while developing, on a free port, until the test ends. */
export async function startDevServer(directory: string): Promise<DevServer> {
  const server = spawn('npm', ['run', '--silent', 'dev'], {
    cwd: directory,
    env: cleanEnvironment({ PORT: '0', NO_COLOR: '1' }),
    detached: true,
  })
  onTestFinished(() => stop(server))
  let output = ''
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  const address = await vi.waitFor(
    () => {
      const [found] = /http:\/\/127\.0\.0\.1:\d+(?=\/graphql)/.exec(output) ?? []
      if (!found) throw new Error(`The server has not started:\n${output}`)
      return found
    },
    { timeout: 20_000, interval: 50 },
  )
  return { url: address, output: () => output }
}

/** The whole group: npm starts a shell, which starts nodemon, which starts the server. */
function stop({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid, 'SIGKILL')
}
