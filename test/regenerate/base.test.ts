import { expect, test } from 'vitest'
import { baseEntries, baseFile, baseOf } from '../../src/regenerate/base.js'
import type { Project, RenderedFile } from '../../src/render/types.js'
import { parseSettings } from '../../src/settings/read/parse.js'

function project(): Project {
  const parsed = parseSettings({ flavor: 'relay' })
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  return {
    name: 'my-app',
    packageManager: 'pnpm',
    settings: parsed.settings,
    settingsFile: parsed.file,
    secretKey: 'very-secret',
    createdAt: new Date('2026-01-02T03:04:05Z'),
    command: 'npx create-graphql-auth my-app --yes',
    generatorVersion: '1.2.3',
  }
}

function base(rendered = files, owned: RenderedFile[] = []): RenderedFile {
  return baseFile(baseOf(project(), baseEntries(rendered, owned)))
}

const files: RenderedFile[] = [
  { path: 'src/b.ts', id: 'b', kind: 'managed', content: 'b\n' },
  { path: 'README.md', id: 'readme', kind: 'once', content: 'read me\n' },
  { path: 'src/a.ts', id: 'a', kind: 'append-only', content: 'a\n' },
  { path: '.env', id: 'env', kind: 'secret', content: 'SECRET_KEY=very-secret\n' },
]

test('the base holds what a regeneration compares with', () => {
  const { path, content } = base()
  expect(path).toBe('.graphql-auth/base.json')
  expect(JSON.parse(content)).toEqual({
    version: 2,
    generator: '1.2.3',
    settingsVersion: 1,
    options: {
      name: 'my-app',
      packageManager: 'pnpm',
      command: 'npx create-graphql-auth my-app --yes',
    },
    settings: project().settingsFile,
    files: {
      'README.md': { id: 'readme', kind: 'once' },
      'src/a.ts': { id: 'a', kind: 'append-only' },
      'src/b.ts': { id: 'b', kind: 'managed', content: 'b\n' },
    },
  })
})

test('paths are sorted, and no secret is in it', () => {
  const { content } = base()
  expect(content.indexOf('README.md')).toBeLessThan(content.indexOf('src/a.ts'))
  expect(content.indexOf('src/a.ts')).toBeLessThan(content.indexOf('src/b.ts'))
  expect(content).not.toContain('very-secret')
  expect(content).not.toContain('.env')
})

test('the same run makes the same base', () => {
  expect(base(files.toReversed())).toEqual(base())
})

test('a file that the user had before belongs to the user from the start', () => {
  const owned = files.filter(({ path }) => path === 'src/b.ts')
  expect(JSON.parse(base(files, owned).content)).toMatchObject({
    files: { 'src/b.ts': { id: 'b', kind: 'once' } },
  })
})
