import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { StartError } from '../errors/start-error.js'

/** The folder of package.json: the same whether this runs from src/ or, built, from dist/. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Reads a text file of the project.
 *
 * @param name what messages call it
 * @throws StartError when it cannot be read, or is not text: a directory, a pipe, UTF-16
 */
export function readTextFile(file: string, name: string): string {
  return decodeText(bytesOf(file, name), name)
}

/**
 * The text of a file. A byte order mark, which editors on Windows put at the beginning, is not part
 * of it.
 *
 * @param name what messages call the file
 * @throws StartError when it is not UTF-8
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new StartError([`${name}: is UTF-16: save it as UTF-8`])
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new StartError([`${name}: is not UTF-8: save it as UTF-8`])
  }
}

function bytesOf(file: string, name: string): Buffer {
  try {
    // Who reads what is not a file may wait forever.
    if (statSync(file).isFile()) return readFileSync(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error
    throw new StartError([`${name}: cannot read ${file} (${code})`])
  }
  throw new StartError([`${name}: ${file} is not a file`])
}
