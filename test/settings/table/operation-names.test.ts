import { expect, test } from 'vitest'
import { mutationName } from '../../../src/settings/table/operation-names.js'

test('a class of the original is its mutation', () => {
  expect(mutationName('graphql_auth.relay.ObtainJSONWebToken')).toBe('tokenAuth')
  expect(mutationName('verify_account')).toBe('verifyAccount')
})
