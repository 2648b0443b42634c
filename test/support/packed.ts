import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The installed binary of the packed tarball. */
    program: string
    /** A folder for what one test leaves for others, removed when the run is over. */
    shared: string
  }
}

/**
 * Packs this repository and installs the tarball elsewhere, once a run: what the tests start is what
 * users get.
 */
export default async function packAndInstall({
  provide,
}: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'packed-'))
  const root = fileURLToPath(new URL('../..', import.meta.url))
  await execa('npm', ['pack', '--silent', '--pack-destination', directory], { cwd: root })
  await writeFile(join(directory, 'package.json'), '{ "private": true }\n')
  const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']
  const tarball = (await readdir(directory)).find((name) => name.endsWith('.tgz'))
  await execa('npm', ['install', ...flags, `./${tarball}`], { cwd: directory })
  provide('program', join(directory, 'node_modules/create-graphql-auth/bin/create-graphql-auth.js'))
  const shared = join(directory, 'shared')
  await mkdir(shared)
  provide('shared', shared)
  return () => rm(directory, { recursive: true, force: true })
}
