import { expect, test } from 'vitest'
import { checkFiles, requireOwnPath } from '../../src/render/checks.js'
import type { RenderedFile } from '../../src/render/types.js'

const file = (path: string, content = ''): RenderedFile => ({
  ...{ path, id: path, kind: 'managed', content },
})

test.each([
  ['a path that leads out', [file('src/../../app.ts')], 'src/../../app.ts is outside'],
  ['an absolute path', [file('/app.ts')], '/app.ts is outside'],
  ['two names that are one on some disks', [file('a.ts'), file('A.ts')], 'A.ts is rendered twice'],
  ['a tag', [file('a.ts', 'const a = <%= b %>')], 'a.ts contains "<%="'],
  ['an object', [file('a.ts', 'const a = [object Object]')], 'a.ts contains "[object Object]"'],
])('refuses %s', (_name, files, message) => {
  expect(() => checkFiles(files, {})).toThrow(message)
})

test('lets texts of the user pass, whatever they hold', () => {
  const greeting = 'a tag: <%= and [object Object]'
  const files = [file('a.ts', `const greeting = '${greeting}'`)]
  checkFiles(files, { USER_FIELDS: { greeting: { type: 'String', default: greeting } } })
})

test('lets mails be templates', () => {
  checkFiles([file('emails/activation.html.ejs', '<%= user.username %>')], {})
})

test('refuses a module of the user that is a file of the project', () => {
  const entries = [file('src/own/hooks.ts'), file('src/own/Hooks.ts')]
  expect(() => requireOwnPath('src/own/hooks.ts', entries)).toThrow(
    /^GRAPHQL_AUTH\.CUSTOM_ERROR_TYPE: src\/own\/hooks\.ts is already a file of the project/,
  )
  requireOwnPath('src/errors.ts', [...entries, file('src/errors.ts')])
})
