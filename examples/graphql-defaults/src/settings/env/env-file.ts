import { statSync } from 'node:fs'
import { basename } from 'node:path'
import util from 'node:util'
import { readTextFile } from './text-file.js'

/**
 * Reads a file of variables, where there is one. The environment wins over it.
 *
 * @throws StartError when it cannot be read
 */
export function loadEnvFile(file: string): void {
  if (!statSync(file, { throwIfNoEntry: false })) return
  const name = basename(file)
  const text = readTextFile(file, name)
  for (const variable of cutShort(text)) {
    console.error(`${name}: ${variable} ends before its #: put the value in quotes`)
  }
  // By name it could not be imported on an old Node.js, which src/process/node-version.ts tells.
  const variables = Object.entries(util.parseEnv(text))
  for (const [variable, value] of variables) process.env[variable] ??= value
}

/** Variables whose value has a `#` outside of quotes, and no blank before it: a comment, to Node.js. */
function cutShort(text: string): string[] {
  const lines = text.matchAll(/^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=(.*)$/gm)
  return [...lines].flatMap(([, name = '', value = '']) =>
    /^(?!\s*['"`])([^#]*[^\s#])?#/.test(value) ? name : [],
  )
}
