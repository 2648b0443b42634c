import { createServer } from 'node:net'
import { execa } from 'execa'
import { onTestFinished } from 'vitest'
import { cleanEnvironment } from './run.js'

/** A server that listens on a port that was free, until the test ends. */
export async function occupiedPort(): Promise<{ port: number; release: () => Promise<void> }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const release = () => new Promise<void>((resolve) => void server.close(() => resolve()))
  onTestFinished(release)
  return { port: typeof address === 'object' && address ? address.port : 0, release }
}

/** A port that no one listens on now. */
export async function freePort(): Promise<number> {
  const { port, release } = await occupiedPort()
  await release()
  return port
}

/** The terminal sends Ctrl-C to the whole group. */
export function interrupt({ pid }: { pid?: number | undefined }): void {
  process.kill(-Number(pid), 'SIGINT')
}

/** Starts a script of a copy of this repository; the end of the test ends it. @param words its name and arguments */
export function startScript(
  cwd: string,
  words: readonly string[],
  env: Record<string, string> = {},
) {
  const script = execa('npm', ['run', '--silent', ...words], {
    ...{ cwd, env: cleanEnvironment(env), extendEnv: false, reject: false, stdin: 'ignore' },
    ...{ detached: true, all: true },
  })
  onTestFinished(() => {
    if (script.exitCode === null && script.signalCode === null) interrupt(script)
  })
  return script
}
