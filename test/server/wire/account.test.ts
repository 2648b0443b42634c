import { describe, expect, it } from 'vitest'
import { done, refused, refusedFor, wire } from '../support/answers.js'
import { PASSWORD } from '../support/people.js'
import { startWorld } from '../support/world.js'

const ME = '{ me { username } }'
const nobody = { data: { me: null } }

describe('updateAccount', () => {
  it('changes what is given; what is not given, or null, stays', async () => {
    const { call, enter, see } = await startWorld()
    const { token } = await enter('user2')
    await call('updateAccount', { firstName: 'Joe', lastName: 'Doe' }, token)
    expect(await see('user2')).toMatchObject({ firstName: 'Joe', lastName: 'Doe' })
    await call('updateAccount', { lastName: 'Roe' }, token)
    expect(await see('user2')).toMatchObject({ firstName: 'Joe', lastName: 'Roe' })
    await call('updateAccount', { firstName: null, lastName: null }, token)
    expect(await see('user2')).toMatchObject({ firstName: 'Joe', lastName: 'Roe' })
  })

  it('takes empty text as a value', async () => {
    const { call, enter, see } = await startWorld()
    const { token } = await enter('user2')
    await call('updateAccount', { firstName: 'Joe', lastName: 'Doe' }, token)
    await call('updateAccount', { firstName: '', lastName: '  ' }, token)
    expect(await see('user2')).toMatchObject({ firstName: '', lastName: '' })
  })

  it('succeeds with nothing to change', async () => {
    const { call, enter, see } = await startWorld()
    const { token } = await enter('user2')
    const before = await see('user2')
    expect(await call('updateAccount', {}, token)).toEqual(done('updateAccount'))
    expect(await see('user2')).toEqual(before)
  })

  it('changes no one else', async () => {
    const { call, enter, everybody } = await startWorld()
    const { token } = await enter('user2')
    await call('updateAccount', { firstName: 'Joe' }, token)
    expect((await everybody()).map(({ firstName }) => firstName)).toEqual(['', 'Joe', '', '', ''])
  })
})

describe('archiveAccount', () => {
  it('archives', async () => {
    const { call, enter, see } = await startWorld()
    const { token } = await enter('user2')
    expect(await call('archiveAccount', { password: PASSWORD }, token)).toEqual(
      done('archiveAccount'),
    )
    expect(await see('user2')).toMatchObject({ archived: true, isActive: true })
  })

  it('ends every session of the user, and no other', async () => {
    const { call, ask, enter } = await startWorld()
    const other = await enter('user4')
    const elsewhere = await enter('user2')
    const { token } = await enter('user2')
    await call('archiveAccount', { password: PASSWORD }, token)
    expect(await ask(ME, {}, token)).toEqual(nobody)
    expect(await ask(ME, {}, elsewhere.token)).toEqual(nobody)
    expect(await call('refreshToken', { refreshToken: elsewhere.refreshToken })).toEqual(
      refusedFor('refreshToken', wire.invalidToken),
    )
    expect(await call('refreshToken', { refreshToken: other.refreshToken })).toMatchObject({
      success: true,
    })
  })

  it('does nothing when the password is wrong', async () => {
    const { call, enter, ask, see } = await startWorld()
    const { token } = await enter('user2')
    await call('archiveAccount', { password: 'wrong' }, token)
    expect(await see('user2')).toMatchObject({ archived: false })
    expect(await ask(ME, {}, token)).toEqual({ data: { me: { username: 'user2' } } })
  })
})

describe('deleteAccount', () => {
  it('makes the account inactive', async () => {
    const { call, enter, see } = await startWorld()
    const { token } = await enter('user2')
    expect(await call('deleteAccount', { password: PASSWORD }, token)).toEqual(
      done('deleteAccount'),
    )
    expect(await see('user2')).toMatchObject({ isActive: false, archived: false })
  })

  it('ends every session, and no one can log in again', async () => {
    const { call, ask, enter } = await startWorld()
    const elsewhere = await enter('user2')
    const { token } = await enter('user2')
    await call('deleteAccount', { password: PASSWORD }, token)
    expect(await ask(ME, {}, token)).toEqual(nobody)
    expect(await ask(ME, {}, elsewhere.token)).toEqual(nobody)
    expect(await call('refreshToken', { refreshToken: elsewhere.refreshToken })).toEqual(
      refusedFor('refreshToken', wire.invalidToken),
    )
    expect(await call('tokenAuth', { username: 'user2', password: PASSWORD })).toEqual(
      refusedFor('tokenAuth', wire.invalidCredentials),
    )
  })
})

describe('the order of the checks', () => {
  it('is login, verified, secondary e-mail present, password', async () => {
    const { call, enter } = await startWorld()
    const wrong = { password: 'wrong' }
    for (const mutation of ['swapEmails', 'removeSecondaryEmail']) {
      expect(await call(mutation, wrong)).toEqual(refusedFor(mutation, wire.unauthenticated))
      const unverified = await enter('user1')
      expect(await call(mutation, wrong, unverified.token)).toEqual(
        refusedFor(mutation, wire.notVerified),
      )
      const without = await enter('user2')
      expect(await call(mutation, wrong, without.token)).toEqual(
        refusedFor(mutation, wire.secondaryEmailRequired),
      )
      const having = await enter('user4')
      expect(await call(mutation, wrong, having.token)).toEqual(
        refused(mutation, { password: [wire.invalidPassword] }),
      )
    }
  })

  it('is login, verified, password, form', async () => {
    const { call, enter } = await startWorld()
    const mutation = 'passwordChange'
    const form = { newPassword1: 'a', newPassword2: 'b' }
    const wrong = { oldPassword: 'wrong', ...form }
    expect(await call(mutation, wrong)).toEqual(refusedFor(mutation, wire.unauthenticated))
    const unverified = await enter('user1')
    expect(await call(mutation, wrong, unverified.token)).toEqual(
      refusedFor(mutation, wire.notVerified),
    )
    const { token } = await enter('user2')
    expect(await call(mutation, wrong, token)).toEqual(
      refused(mutation, { oldPassword: [wire.invalidPassword] }),
    )
    expect(await call(mutation, { oldPassword: PASSWORD, ...form }, token)).toEqual(
      refused(mutation, { newPassword2: [wire.mismatch] }),
    )
  })

  it('has the password before the form of sendSecondaryEmailActivation', async () => {
    const { call, enter } = await startWorld()
    const { token } = await enter('user2')
    const mutation = 'sendSecondaryEmailActivation'
    expect(await call(mutation, { email: 'no address', password: 'wrong' }, token)).toEqual(
      refused(mutation, { password: [wire.invalidPassword] }),
    )
    expect(await call(mutation, { email: 'no address', password: PASSWORD }, token)).toEqual(
      refused(mutation, { email: [wire.invalidEmail] }),
    )
  })
})
