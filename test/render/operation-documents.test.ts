import { expect, test } from 'vitest'
import { userModel } from '../../src/model/user-model.js'
import { operationDocuments } from '../../src/render/view/operation-documents.js'
import { parseSettings } from '../../src/settings/read/parse.js'

/** The document of an operation, for a settings file. */
function documentOf(name: string, file: object): string | undefined {
  const parsed = parseSettings(file)
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  const { settings } = parsed
  const documents = operationDocuments(settings, userModel(settings))
  return documents.find((document) => document.name === name)?.text
}

test('variables are the arguments by name', () => {
  expect(documentOf('tokenAuth', {})).toBe(
    [
      '  mutation TokenAuth(',
      '    $password: String!',
      '    $email: String',
      '    $username: String',
      '  ) {',
      '    tokenAuth(',
      '      password: $password',
      '      email: $email',
      '      username: $username',
      '    ) {',
      '      success errors token refreshToken user { id username } unarchiving',
      '    }',
      '  }',
    ].join('\n'),
  )
})

test('in the relay flavor they are fields of one', () => {
  const relay = { flavor: 'relay' }
  expect(documentOf('verifyAccount', relay)).toContain('verifyAccount(input: { token: $token }) {')
  expect(documentOf('passwordReset', relay)).toContain(
    'passwordReset(\n      input: {\n        token: $token\n',
  )
})

test('a mutation may have no arguments', () => {
  const GRAPHQL_AUTH = { UPDATE_MUTATION_FIELDS: [] }
  expect(documentOf('updateAccount', { GRAPHQL_AUTH })).toContain(
    '  mutation UpdateAccount {\n    updateAccount {\n',
  )
  expect(documentOf('updateAccount', { flavor: 'relay', GRAPHQL_AUTH })).toContain(
    '    updateAccount(input: {}) {\n',
  )
})

test('only what UserNode shows is selected', () => {
  const GRAPHQL_AUTH = { USER_NODE_EXCLUDE_FIELDS: ['password', 'username'] }
  expect(documentOf('me', { GRAPHQL_AUTH })).toBe('  query Me {\n    me {\n      id\n    }\n  }')
})
