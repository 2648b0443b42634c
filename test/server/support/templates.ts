import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { projectRoot } from '../../../src/process/project-files.js'

/** Writes a mail template into this project, for one test. @returns its path, as settings name it */
export async function templateWith(content: string): Promise<string> {
  const folder = await mkdtemp(join(projectRoot, 'template-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'mine.ejs'), content)
  return `${basename(folder)}/mine.ejs`
}
