import { readFileSync } from 'node:fs'

/**
 * The passwords that nobody may choose.
 *
 * @param file a text file with one password a line, in lower case
 */
export function loadCommonPasswords(file: string): ReadonlySet<string> {
  const lines = readFileSync(file, 'utf8').split('\n')
  return new Set(lines.map((line) => line.trim()).filter((line) => line !== ''))
}
