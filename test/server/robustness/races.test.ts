import { describe, expect, it } from 'vitest'
import { loadFixtures } from '../../../src/fixtures/load.js'
import { User } from '../../../src/users/user.entity.js'
import { USERS } from '../../support/server.js'
import { refused, refusedFor, wire } from '../support/answers.js'
import { CAST, PASSWORD } from '../support/people.js'
import { type Payload, startWorld } from '../support/world.js'

const GOOD = 'correct horse battery'
/** Many at a time is more than RATE_LIMIT allows. */
const GRAPHQL_AUTH = { RATE_LIMIT: false } as const

const passwords = { newPassword1: GOOD, newPassword2: GOOD }

/** Does something many times at once. */
async function atOnce(times: number, work: (index: number) => Promise<Payload>) {
  const payloads = await Promise.all(Array.from({ length: times }, (_, index) => work(index)))
  return {
    succeeded: payloads.filter(({ success }) => success === true),
    refused: payloads.filter(({ success }) => success !== true),
  }
}

describe('at the same time', () => {
  it('S46: 30 registers of one e-mail: one account, and ordinary unique errors', async () => {
    const { call, everybody } = await startWorld({ people: [], GRAPHQL_AUTH })
    const { succeeded, refused: others } = await atOnce(30, (index) =>
      call('register', {
        username: `anna${index}`,
        email: index % 2 === 0 ? 'anna@email.com' : 'Anna@Email.com',
        password1: GOOD,
        password2: GOOD,
      }),
    )
    expect(succeeded).toHaveLength(1)
    expect(others).toEqual(Array(29).fill(refused('register', { email: [wire.emailTaken] })))
    expect(await everybody()).toHaveLength(1)
  })

  it('S46: 30 registers of one username: one account, and ordinary unique errors', async () => {
    const { call, everybody } = await startWorld({ people: [], GRAPHQL_AUTH })
    const { succeeded, refused: others } = await atOnce(30, (index) =>
      call('register', {
        username: index % 2 === 0 ? 'anna' : 'Anna',
        email: `anna${index}@email.com`,
        password1: GOOD,
        password2: GOOD,
      }),
    )
    expect(succeeded).toHaveLength(1)
    expect(others).toEqual(Array(29).fill(refused('register', { username: [wire.usernameTaken] })))
    expect(await everybody()).toHaveLength(1)
  })

  it('S2: 20 resets with one token: one success, whose password logs in', async () => {
    const { call, lastMail } = await startWorld()
    await call('sendPasswordResetEmail', { email: 'user2@email.com' })
    const { token } = await lastMail()
    const password = (index: number) => `correct horse ${index}`
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        call('passwordReset', {
          token,
          newPassword1: password(index),
          newPassword2: password(index),
        }),
      ),
    )
    const winners = answers.flatMap(({ success }, index) => (success ? index : []))
    expect(winners).toHaveLength(1)
    expect(answers.filter(({ success }) => !success)).toEqual(
      Array(19).fill(refusedFor('passwordReset', wire.invalidToken)),
    )
    for (const index of answers.keys()) {
      const login = { username: 'user2', password: password(index) }
      expect(await call('tokenAuth', login)).toMatchObject({ success: winners.includes(index) })
    }
  })

  it('20 revocations of one token: one success', async () => {
    const { call, enter } = await startWorld()
    const { refreshToken } = await enter('user2')
    const { succeeded, refused: others } = await atOnce(20, () =>
      call('revokeToken', { refreshToken }),
    )
    expect(succeeded).toHaveLength(1)
    expect(others).toEqual(Array(19).fill(refusedFor('revokeToken', wire.invalidToken)))
  })

  it('S6: verifications of one second address by two users: one success', async () => {
    const { call, enter, mails } = await startWorld()
    const args = { email: 'second@email.com', password: PASSWORD }
    for (const username of ['user2', 'user4']) {
      await call('sendSecondaryEmailActivation', args, (await enter(username)).token)
    }
    const sent = await mails()
    const { succeeded, refused: others } = await atOnce(2, (index) =>
      call('verifySecondaryEmail', { token: sent[index]?.token }),
    )
    expect(succeeded).toHaveLength(1)
    expect(others).toEqual([refusedFor('verifySecondaryEmail', wire.emailTaken)])
  })

  it('verifications of one account: all say that it is verified, one of them by itself', async () => {
    const { call, lastMail, see } = await startWorld()
    await call('resendActivationEmail', { email: 'user1@email.com' })
    const { token } = await lastMail()
    const { succeeded, refused: others } = await atOnce(10, () => call('verifyAccount', { token }))
    expect(succeeded).toHaveLength(1)
    for (const { errors } of others) {
      expect([wire.alreadyVerified, wire.invalidToken]).toContainEqual(
        Object(errors).nonFieldErrors[0],
      )
    }
    expect(await see('user1')).toMatchObject({ verified: true })
  })

  it('logins of someone whose hash was imported: all succeed, and the hash is a new one', async () => {
    const { app, call } = await startWorld({ people: [] })
    await loadFixtures(app, [USERS])
    const login = { username: 'user2', password: PASSWORD }
    const { succeeded } = await atOnce(5, () => call('tokenAuth', login))
    expect(succeeded).toHaveLength(5)
    const { password } = await app.database.reader.findOneByOrFail(User, { id: 2 })
    expect(password).toMatch(/^\$2b\$/)
    expect(await call('tokenAuth', login)).toMatchObject({ success: true })
  })

  it('logins and a password change: no one is in by the old password afterwards', async () => {
    const { call, ask, enter } = await startWorld({ people: CAST, GRAPHQL_AUTH })
    const { token } = await enter('user2')
    const change = { oldPassword: PASSWORD, ...passwords }
    const [changed, ...logins] = await Promise.all([
      call('passwordChange', change, token),
      ...Array.from({ length: 10 }, () =>
        call('tokenAuth', { username: 'user2', password: PASSWORD }),
      ),
    ])
    expect(changed).toMatchObject({ success: true })
    for (const login of logins.filter(({ success }) => success)) {
      expect(await ask('{ me { username } }', {}, String(login.token))).toEqual({
        data: { me: null },
      })
    }
    expect(await call('tokenAuth', { username: 'user2', password: PASSWORD })).toEqual(
      refusedFor('tokenAuth', wire.invalidCredentials),
    )
  })
})
