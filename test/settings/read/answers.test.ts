import { describe, expect, test } from 'vitest'
import { withAnswers } from '../../../src/settings/read/answers.js'

const optionalPhone = { name: 'phone', type: 'String', optional: true } as const
const luckyNumber = { name: 'luckyNumber', type: 'Int', optional: false } as const

test('answers win over the file', () => {
  const file = { flavor: 'graphql', USERNAME_FIELD: 'login', GRAPHQL_JWT: { JWT_LEEWAY: 1 } }
  expect(withAnswers(file, { flavor: 'relay', registerFields: [] })).toEqual({
    flavor: 'relay',
    USERNAME_FIELD: 'login',
    GRAPHQL_JWT: { JWT_LEEWAY: 1 },
  })
})

describe('register fields', () => {
  test('write down every setting they touch', () => {
    const registerFields = [optionalPhone, luckyNumber]
    expect(withAnswers({}, { usernameField: 'email', registerFields })).toEqual({
      USERNAME_FIELD: 'email',
      USER_FIELDS: { phone: { type: 'String', nullable: true }, luckyNumber: { type: 'Int' } },
      GRAPHQL_AUTH: {
        REGISTER_MUTATION_FIELDS: { email: 'String', luckyNumber: 'Int' },
        REGISTER_MUTATION_FIELDS_OPTIONAL: { phone: 'String' },
        UPDATE_MUTATION_FIELDS: {
          firstName: 'String',
          lastName: 'String',
          phone: 'String',
          luckyNumber: 'Int',
        },
        USER_NODE_FILTER_FIELDS: {
          email: ['exact', 'icontains', 'istartswith'],
          isActive: ['exact'],
          'status.archived': ['exact'],
          'status.verified': ['exact'],
          'status.secondaryEmail': ['exact'],
          phone: ['exact'],
          luckyNumber: ['exact'],
        },
      },
    })
  })

  test('an optional one leaves the required arguments to their default', () => {
    const { GRAPHQL_AUTH } = withAnswers({}, { registerFields: [optionalPhone] })
    expect(GRAPHQL_AUTH).not.toHaveProperty('REGISTER_MUTATION_FIELDS')
  })

  test('are added to what the file says', () => {
    const file = {
      USER_FIELDS: { phone: { type: 'String', maxLength: 30 } },
      GRAPHQL_AUTH: { UPDATE_MUTATION_FIELDS: ['firstName'], ALLOW_DELETE_ACCOUNT: true },
    }
    expect(withAnswers(file, { registerFields: [optionalPhone] })).toMatchObject({
      USER_FIELDS: { phone: { type: 'String', maxLength: 30, nullable: true } },
      GRAPHQL_AUTH: {
        UPDATE_MUTATION_FIELDS: { firstName: 'String', phone: 'String' },
        ALLOW_DELETE_ACCOUNT: true,
      },
    })
  })

  test('that are arguments of the connection are not filters', () => {
    const { GRAPHQL_AUTH } = withAnswers(
      {},
      { registerFields: [{ ...luckyNumber, name: 'first' }] },
    )
    expect(GRAPHQL_AUTH).toMatchObject({ REGISTER_MUTATION_FIELDS: { first: 'Int' } })
    expect(GRAPHQL_AUTH).not.toHaveProperty('USER_NODE_FILTER_FIELDS.first')
  })

  test('leave a value that is wrong for parseSettings to judge', () => {
    const file = { GRAPHQL_AUTH: { UPDATE_MUTATION_FIELDS: 7, USER_NODE_FILTER_FIELDS: 'all' } }
    expect(withAnswers(file, { registerFields: [luckyNumber] })).toMatchObject(file)
  })
})
