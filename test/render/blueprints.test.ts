import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const FOLDER = fileURLToPath(new URL('../../blueprints', import.meta.url))
const MOST_DECISIONS = 3

const blueprints = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(FOLDER.length + 1))
  .filter((path) => !path.startsWith('common/data/'))

/** The code in the tags of a blueprint. Mails are templates themselves: their own tags do not count. */
function codeOf(path: string): string[] {
  const text = readFileSync(join(FOLDER, path), 'utf8')
  const isTemplate = path.startsWith('common/emails/')
  const tags = isTemplate ? /<\?[_=-]?(.*?)[_-]?\?>/gs : /<%[_=-]?(.*?)[_-]?%>/gs
  return [...text.matchAll(tags)].map(([, code]) => code ?? '')
}

describe.each(blueprints)('%s', (path) => {
  test('decides little', () => {
    const decisions = codeOf(path).filter((code) => /^ *(if|for)\b/.test(code))
    expect(decisions.length).toBeLessThanOrEqual(MOST_DECISIONS)
  })

  test('asks for what the view has decided', () => {
    for (const code of codeOf(path)) {
      expect(code).not.toMatch(
        /[=!]==|&&|\|\||\?|=>|settings\.(?!file|schema|shape|behaviour|members|djangoDefaults)/,
      )
    }
  })
})

test('has every blueprint and every partial in use', () => {
  const sources = ['src/render', 'src/model'].flatMap((folder) => textsBelow(folder)).join('\n')
  const all = [sources, ...blueprints.map((path) => readFileSync(join(FOLDER, path), 'utf8'))].join(
    '\n',
  )
  const partials = blueprints.filter((path) => path.startsWith('_partials/'))
  const unused = partials.filter((path) => !all.includes(path.slice('_partials/'.length)))
  expect(unused).toEqual([])
})

function textsBelow(folder: string): string[] {
  const root = fileURLToPath(new URL(`../../${folder}`, import.meta.url))
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
}
