import { readFileSync } from 'node:fs'

/** The version of this generator, from its package.json. */
export function generatorVersion(): string {
  return String(packageJson().version)
}

/** Where bugs are reported. */
export function bugsUrl(): string {
  return String(packageJson().bugs)
}

function packageJson(): { version: unknown; bugs: unknown } {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
}
