import { describe, expect, it } from 'vitest'
import { wire } from '../support/answers.js'
import { mutationNames, mutationText } from '../support/flavor.js'
import { PASSWORD } from '../support/people.js'
import { startWorld } from '../support/world.js'

const SELECTION = 'success fieldErrors { field message code }'

describe('fieldErrors', () => {
  it('lists every problem, each with its field', async () => {
    const { ask } = await startWorld()
    const args = 'email: "x", username: "", password1: "12345", password2: "12345"'
    const both = 'errors fieldErrors { field message code }'
    const { data } = await ask(mutationText('register', args, both))
    const tooShort = { field: 'password2', ...wire.tooShort }
    const expected = [
      { field: 'email', ...wire.invalidEmail },
      { field: 'username', ...wire.required },
      tooShort,
      { field: 'password2', ...wire.tooCommon },
      { field: 'password2', ...wire.entirelyNumeric },
    ]
    expect(data?.register).toMatchObject({ errors: { email: [wire.invalidEmail] } })
    expect(data?.register).toHaveProperty('fieldErrors', expect.arrayContaining(expected))
    expect(data?.register).toHaveProperty('fieldErrors.length', expected.length)
  })

  it('has null for the field of a problem that belongs to none', async () => {
    const { ask } = await startWorld()
    const args = 'username: "user2", password: "x"'
    expect(await ask(mutationText('tokenAuth', args, SELECTION))).toEqual({
      data: {
        tokenAuth: {
          success: false,
          fieldErrors: [{ field: null, ...wire.invalidCredentials }],
        },
      },
    })
  })

  it('is null where nothing is wrong', async () => {
    const { ask } = await startWorld()
    const args = `username: "user2", password: "${PASSWORD}"`
    expect(await ask(mutationText('tokenAuth', args, SELECTION))).toEqual({
      data: { tokenAuth: { success: true, fieldErrors: null } },
    })
  })

  it('is a part of every answer', async () => {
    const { ask } = await startWorld({ people: [], GRAPHQL_AUTH: { INTROSPECTION: true } })
    const payloads = '{ __schema { mutationType { fields { name type { fields { name } } } } } }'
    const { data } = await ask(payloads)
    const listed = expect.arrayContaining([{ name: 'fieldErrors' }])
    expect(data).toMatchObject({
      __schema: {
        mutationType: {
          fields: mutationNames.map((name) => ({ name, type: { fields: listed } })),
        },
      },
    })
  })
})
