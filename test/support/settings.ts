import type { Project } from '../../src/render/types.js'
import { parseSettings } from '../../src/settings/read/parse.js'

/** A project of the settings that a file would say. The same at every run. */
export function projectWith(file: Record<string, unknown>): Project {
  const parsed = parseSettings(file)
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  return {
    name: 'my-app',
    packageManager: 'npm',
    settings: parsed.settings,
    settingsFile: parsed.file,
    secretKey: 'a-secret-key-for-tests-of-more-than-32-bytes',
    createdAt: new Date('2026-01-02T03:04:05Z'),
    command: 'npx create-graphql-auth my-app --yes',
    generatorVersion: '0.0.0',
  }
}
