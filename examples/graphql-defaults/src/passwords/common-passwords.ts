import { readTextFile } from '../settings/env/text-file.js'

/**
 * Passwords that are too common to be chosen.
 *
 * @param file a text file with one password per line, in lower case
 * @throws StartError when it cannot be read
 */
export function loadCommonPasswords(file: string): ReadonlySet<string> {
  const lines = readTextFile(file, 'The common passwords').split('\n')
  return new Set(lines.map((line) => line.trim()).filter((line) => line !== ''))
}
