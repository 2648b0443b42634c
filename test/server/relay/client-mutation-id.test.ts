import { describe, expect, it } from 'vitest'
import { mutationNames, mutationText } from '../support/flavor.js'
import { startWorld } from '../support/world.js'

/** Arguments of mutations that take other ones than a token. */
const ARGS: Record<string, string> = {
  register: 'email: "", username: "", password1: "", password2: ""',
  passwordReset: 'token: "", newPassword1: "", newPassword2: ""',
  passwordSet: 'token: "", newPassword1: "", newPassword2: ""',
  passwordChange: 'oldPassword: "", newPassword1: "", newPassword2: ""',
  sendSecondaryEmailActivation: 'email: "", password: ""',
  tokenAuth: 'username: "user2", password: "123456"',
  updateAccount: 'firstName: "Joe"',
  refreshToken: 'refreshToken: ""',
  revokeToken: 'refreshToken: ""',
  revokeSession: 'id: ""',
  revokeOtherSessions: '',
  revokeAllSessions: '',
  resendActivationEmail: 'email: ""',
  sendPasswordResetEmail: 'email: ""',
  ...Object.fromEntries(
    ['archiveAccount', 'deleteAccount', 'swapEmails', 'removeSecondaryEmail'].map((name) => [
      name,
      'password: ""',
    ]),
  ),
}

describe('clientMutationId', () => {
  it.each(mutationNames)('is echoed by %s', async (mutation) => {
    const { ask } = await startWorld()
    const args = ARGS[mutation] ?? 'token: ""'
    const echo = `clientMutationId: "a\u00E9 1", ${args}`
    expect(await ask(mutationText(mutation, echo, 'clientMutationId'))).toEqual({
      data: { [mutation]: { clientMutationId: 'a\u00E9 1' } },
    })
    for (const none of [args, `${args}, clientMutationId: null`]) {
      expect(await ask(mutationText(mutation, none, 'clientMutationId'))).toEqual({
        data: { [mutation]: { clientMutationId: null } },
      })
    }
  })

  it('is not a login field', async () => {
    const { ask } = await startWorld()
    const query = mutationText('tokenAuth', 'password: "123456", clientMutationId: "user2"')
    expect(await ask(query)).toMatchObject({
      data: { tokenAuth: null },
      errors: [
        {
          message:
            "Must login with password and one of the following fields ['email', 'username'].",
        },
      ],
    })
  })
})
