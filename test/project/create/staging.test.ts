import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { divideByTarget } from '../../../src/project/create/collisions.js'
import { writeProject } from '../../../src/project/create/staging.js'
import { inspectTarget } from '../../../src/project/create/target.js'
import type { RenderedFile } from '../../../src/render/types.js'
import { filesBelow, modeOf, writeFiles } from '../../support/files.js'
import { emptyDirectory } from '../../support/run.js'

const never = new AbortController().signal

function rendered(...paths: string[]): RenderedFile[] {
  return paths.map((path) => ({ path, id: path, kind: 'managed', content: `${path}\n` }))
}

const FILES: RenderedFile[] = [
  ...rendered('package.json', 'src/main.ts', '.vscode/settings.json', '.graphql-auth/base.json'),
  { path: '.env', id: 'env', kind: 'secret', content: 'SECRET_KEY=x\n', mode: 0o600 },
]
const PATHS = FILES.map((file) => file.path).sort()

describe('writing a project', () => {
  test('makes the directory and its parents', async () => {
    const directory = await emptyDirectory()
    const target = await inspectTarget(join(directory, 'a/b/app'))
    await writeProject(target, FILES, never)
    expect(await filesBelow(join(directory, 'a/b/app'))).toEqual(PATHS)
    expect(await readdir(directory)).toEqual(['a'])
  })

  test('keeps secrets to their owner, and the project open to others', async () => {
    const directory = await emptyDirectory()
    await writeProject(await inspectTarget(join(directory, 'app')), FILES, never)
    expect(await modeOf(join(directory, 'app/.env'))).toBe('600')
    expect(await modeOf(join(directory, 'app'))).toBe((0o777 & ~process.umask()).toString(8))
  })

  test('fills a directory that is there', async () => {
    const directory = await emptyDirectory()
    await writeFiles(directory, { LICENSE: 'mine', '.vscode/extensions.json': '{}' })
    await writeProject(await inspectTarget(directory), FILES, never)
    expect(await filesBelow(directory)).toEqual(
      [...PATHS, 'LICENSE', '.vscode/extensions.json'].sort(),
    )
  })

  test('follows a link to a directory', async () => {
    const directory = await emptyDirectory()
    await mkdir(join(directory, 'real'))
    await symlink('real', join(directory, 'link'))
    await writeProject(await inspectTarget(join(directory, 'link')), FILES, never)
    expect(await filesBelow(join(directory, 'real'))).toEqual(PATHS)
  })
})

describe('a run that ends early', () => {
  test('leaves nothing where nothing was', async () => {
    const directory = await emptyDirectory()
    const target = await inspectTarget(join(directory, 'a/b/app'))
    const aborted = AbortSignal.abort(new Error('stop'))
    await expect(writeProject(target, FILES, aborted)).rejects.toThrow('stop')
    expect(await readdir(directory)).toEqual([])
  })

  test('leaves nothing when the last step fails, and keeps what was there', async () => {
    const directory = await emptyDirectory()
    await writeFiles(directory, { LICENSE: 'mine', '.vscode/extensions.json': '{}' })
    const target = await inspectTarget(directory)
    // Appears after the look at the target; the base is moved last.
    await writeFiles(directory, { '.graphql-auth': 'a file' })
    await expect(writeProject(target, FILES, never)).rejects.toThrow(/^cannot create .*; nothing/)
    expect(await filesBelow(directory)).toEqual([
      '.graphql-auth',
      '.vscode/extensions.json',
      'LICENSE',
    ])
  })

  test('does not replace what has appeared meanwhile', async () => {
    const directory = await emptyDirectory()
    const target = await inspectTarget(join(directory, 'app'))
    await writeFiles(directory, { 'app/mine.txt': 'mine' })
    await expect(writeProject(target, FILES, never)).rejects.toThrow(
      'a file or folder has appeared there; nothing was written',
    )
    expect(await filesBelow(directory)).toEqual(['app/mine.txt'])
  })
})

describe('the place of a project', () => {
  test.each([
    ['.git/HEAD'],
    ['.gitignore'],
    ['LICENSE'],
    ['LICENSE.md'],
    ['README.md'],
    ['.idea/x.xml'],
    ['.vscode/x.json'],
    ['app.iml'],
    ['.DS_Store'],
    ['Thumbs.db'],
    ['.editorconfig'],
  ])('%s may be there', async (path) => {
    const directory = await emptyDirectory()
    await writeFiles(directory, { [path]: 'mine' })
    expect(await inspectTarget(directory)).toMatchObject({ directory, exists: true })
  })

  test('anything else is in the way, and is listed', async () => {
    const directory = await emptyDirectory()
    await writeFiles(directory, { 'b.txt': '', 'a/x': '', LICENSE: '' })
    await expect(inspectTarget(directory)).rejects.toThrow(
      `${directory} is not empty: a, b.txt; only`,
    )
  })

  test('a long list is cut', async () => {
    const directory = await emptyDirectory()
    const names = Array.from({ length: 14 }, (_, index) => [`file-${index + 10}`, ''])
    await writeFiles(directory, Object.fromEntries(names))
    await expect(inspectTarget(directory)).rejects.toThrow(/file-19 and 4 more;/)
  })

  test('it cannot be a file, lie below one, or be a link to nothing', async () => {
    const directory = await emptyDirectory()
    await writeFile(join(directory, 'file'), '')
    await symlink('nowhere', join(directory, 'link'))
    await expect(inspectTarget(join(directory, 'file'))).rejects.toThrow(
      /is a file, not a directory/,
    )
    await expect(inspectTarget(join(directory, 'file/app'))).rejects.toThrow(
      /part of the path is a file/,
    )
    await expect(inspectTarget(join(directory, 'link'))).rejects.toThrow(
      /is a symbolic link to nothing/,
    )
  })

  test('a name may be too long', async () => {
    const directory = await emptyDirectory()
    await expect(inspectTarget(join(directory, 'x'.repeat(300)))).rejects.toThrow(
      /name is too long/,
    )
  })
})

describe('files of the user', () => {
  const files = rendered(
    'README.md',
    '.editorconfig',
    '.gitattributes',
    '.gitignore',
    '.vscode/settings.json',
    'src/main.ts',
  )

  test('that everyone writes himself are kept', async () => {
    const directory = await emptyDirectory()
    await writeFiles(directory, {
      'readme.md': 'mine',
      '.editorconfig': 'mine',
      '.gitattributes': 'mine',
      '.gitignore': 'mine',
    })
    const { written, kept } = await divideByTarget(await inspectTarget(directory), files)
    expect(kept.map((file) => file.path)).toEqual([
      'README.md',
      '.editorconfig',
      '.gitattributes',
      '.gitignore',
    ])
    expect(written.map((file) => file.path)).toEqual(['.vscode/settings.json', 'src/main.ts'])
  })

  test('that we would replace are in the way', async () => {
    const directory = await emptyDirectory()
    await writeFiles(directory, { '.vscode/settings.json': 'mine' })
    const target = await inspectTarget(directory)
    await expect(divideByTarget(target, files)).rejects.toThrow(
      /is not empty: \.vscode\/settings\.json$/,
    )
    expect(await readFile(join(directory, '.vscode/settings.json'), 'utf8')).toBe('mine')
  })
})
