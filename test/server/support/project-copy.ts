import { spawn } from 'node:child_process'
import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../../../src/process/project-files.js'
import { type CommandResult, resultOf } from '../../support/command.js'
import { temporaryDatabase } from '../../support/database.js'
import { temporaryFolder } from '../../support/folder.js'
import { linkPackages } from './packages.js'

/** A copy of this project with settings and a database of its own. */
export interface ProjectCopy {
  folder: string
  /** Writes graphql-auth.json again. @param GRAPHQL_AUTH what differs from the defaults */
  set(GRAPHQL_AUTH: object): Promise<void>
  /** Runs a file of src/ until it ends, as in `commands/migrate.ts`. */
  run(file: string, ...args: string[]): Promise<CommandResult>
}

/** Copies the project: its commands then say what its owner would see. */
export async function copyProject(settings: object): Promise<ProjectCopy> {
  const folder = await temporaryFolder()
  for (const part of ['src', 'data', 'emails', 'package.json', 'tsconfig.json']) {
    await cp(join(projectRoot, part), join(folder, part), { recursive: true })
  }
  await linkPackages(folder)
  const env = {
    ...process.env,
    NODE_ENV: 'test',
    PORT: '0',
    SECRET_KEY: 'only-for-tests-only-for-tests-only-for-tests',
    DATABASE_URL: await temporaryDatabase(),
    EMAIL_URL: 'console:',
  }
  return {
    folder,
    set: (GRAPHQL_AUTH) =>
      writeFile(join(folder, 'graphql-auth.json'), JSON.stringify({ ...settings, GRAPHQL_AUTH })),
    run: (file, ...args) => {
      const node = ['--import', 'tsx', join('src', file), ...args]
      return resultOf(spawn(process.execPath, node, { cwd: folder, env }))
    },
  }
}
