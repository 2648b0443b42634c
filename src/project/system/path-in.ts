import { join } from 'node:path'

/** The path of a rendered file, with `/` between its parts, in a directory of this machine. */
export function pathIn(directory: string, path: string): string {
  return join(directory, ...path.split('/'))
}
