import { readFileSync } from 'node:fs'

/** The version of this generator, from its package.json. */
export function generatorVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  const { version } = JSON.parse(text)
  return String(version)
}
