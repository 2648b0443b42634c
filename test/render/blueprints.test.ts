import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const FOLDER = fileURLToPath(new URL('../../blueprints', import.meta.url))
const MOST_CONDITIONS = 3

const blueprints = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(FOLDER.length + 1))
  .filter((path) => !path.startsWith('common/data/'))

describe.each(blueprints)('%s', (path) => {
  const text = readFileSync(join(FOLDER, path), 'utf8')
  const tags = [...text.matchAll(/<[%?]([_=-]?)(.*?)[_-]?[%?]>/gs)]
  const control = tags.filter(([, kind]) => kind !== '=' && kind !== '-').map(([, , code]) => code)

  test('decides little, and by what the view has decided', () => {
    const decisions = control.filter((code) => /\b(if|for)\b/.test(code ?? ''))
    expect(decisions.length).toBeLessThanOrEqual(MOST_CONDITIONS)
    for (const code of tags.map(([, , code]) => code)) {
      expect(code).not.toMatch(/[=!]==|&&|\|\||\?|settings\.GRAPHQL|=>/)
    }
  })
})
