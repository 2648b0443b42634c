import { resolve } from 'node:path'
import { projectNameProblem } from '../../project/name.js'

/** What is wrong with the directory of a new project, as the end of a line; null when nothing. */
export function directoryProblem(directory: string): string | null {
  if (directory.trim() === '') return 'the name of the directory is empty'
  if (directory.includes('\0')) return 'the name of the directory contains a null character'
  if (directory.startsWith('-')) return `${directory} looks like a flag; write ./${directory}`
  return projectNameProblem(resolve(directory))
}
