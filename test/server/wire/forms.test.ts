import { describe, expect, it } from 'vitest'
import { done, maxLength, refused, tooSimilar, wire } from '../support/answers.js'
import { PASSWORD } from '../support/people.js'
import { startWorld } from '../support/world.js'

const GOOD = 'correct horse battery'
const anna = { username: 'anna', email: 'anna@email.com', password1: GOOD, password2: GOOD }

const passwords = (password: string) => ({ password1: password, password2: password })

describe('new passwords', () => {
  it('password_mismatch has a typographic apostrophe, U+2019', async () => {
    const { call } = await startWorld()
    const { errors } = await call('register', { ...anna, password2: 'another horse' })
    expect(errors).toEqual({
      password2: [
        { message: 'The two password fields didn\u2019t match.', code: 'password_mismatch' },
      ],
    })
  })

  it('a mismatch hides the strength errors', async () => {
    const { call } = await startWorld()
    const args = { ...anna, password1: '123', password2: '1234' }
    expect(await call('register', args)).toEqual(
      refused('register', { password2: [wire.mismatch] }),
    )
  })

  it('password_mismatch: newPassword2', async () => {
    const { call, enter } = await startWorld()
    const { token } = await enter('user2')
    const args = { oldPassword: PASSWORD, newPassword1: GOOD, newPassword2: 'another' }
    expect(await call('passwordChange', args, token)).toEqual(
      refused('passwordChange', { newPassword2: [wire.mismatch] }),
    )
  })

  it('password_too_short', async () => {
    const { call } = await startWorld()
    expect(await call('register', { ...anna, ...passwords('xq7-pk4') })).toEqual(
      refused('register', { password2: [wire.tooShort] }),
    )
    expect(await call('register', { ...anna, ...passwords('xq7-pk4z') })).toMatchObject({
      success: true,
    })
  })

  it('password_too_common, in any letter case', async () => {
    const { call } = await startWorld()
    for (const password of ['password123', 'PassWord123', 'sunshine1', 'ILOVEYOU2']) {
      expect(await call('register', { ...anna, ...passwords(password) }), password).toEqual(
        refused('register', { password2: [wire.tooCommon] }),
      )
    }
  })

  it('password_entirely_numeric', async () => {
    const { call } = await startWorld()
    for (const password of ['8402759163', '\u0668\u0664\u0660\u0662\u0667\u0665\u0669\u0661']) {
      expect(await call('register', { ...anna, ...passwords(password) })).toEqual(
        refused('register', { password2: [wire.entirelyNumeric] }),
      )
    }
  })

  it('the order within one field is similar, short, common, numeric', async () => {
    const { call } = await startWorld()
    const args = { ...anna, username: '123456', ...passwords('123456') }
    expect(await call('register', args)).toEqual(
      refused('register', {
        password2: [tooSimilar('username'), wire.tooShort, wire.tooCommon, wire.entirelyNumeric],
      }),
    )
  })

  it('are not trimmed', async () => {
    const { call } = await startWorld()
    const password = `  ${GOOD} `
    expect(await call('register', { ...anna, password1: password, password2: GOOD })).toEqual(
      refused('register', { password2: [wire.mismatch] }),
    )
    await call('register', { ...anna, ...passwords(password) })
    expect(await call('tokenAuth', { username: 'anna', password: GOOD })).toMatchObject({
      success: false,
    })
    expect(await call('tokenAuth', { username: 'anna', password })).toMatchObject({ success: true })
  })
})

describe('all fields at once', () => {
  it('register: a taken username and a weak password come together', async () => {
    const { call } = await startWorld()
    expect(await call('register', { ...anna, username: 'user1', ...passwords('12345') })).toEqual(
      refused('register', {
        username: [wire.usernameTaken],
        password2: [wire.tooShort, wire.tooCommon, wire.entirelyNumeric],
      }),
    )
  })

  it('register: an invalid address, a long username and a mismatch', async () => {
    const { call } = await startWorld()
    const args = { username: 'a'.repeat(151), email: 'no', password1: GOOD, password2: 'other' }
    expect(await call('register', args)).toEqual(
      refused('register', {
        email: [wire.invalidEmail],
        username: [maxLength(150, 151)],
        password2: [wire.mismatch],
      }),
    )
  })

  it('register: a taken address is reported only when all else is fine', async () => {
    const { call } = await startWorld()
    const args = { ...anna, email: 'user1@email.com' }
    expect(await call('register', { ...args, ...passwords('123') })).toEqual(
      refused('register', {
        password2: [wire.tooShort, wire.tooCommon, wire.entirelyNumeric],
      }),
    )
    expect(await call('register', { ...args, username: 'user1' })).toEqual(
      refused('register', { username: [wire.usernameTaken] }),
    )
    expect(await call('register', args)).toEqual(refused('register', { email: [wire.emailTaken] }))
  })

  it('updateAccount', async () => {
    const { call, enter, see } = await startWorld()
    const { token } = await enter('user2')
    const args = { firstName: 'a'.repeat(151), lastName: 'b\0' }
    expect(await call('updateAccount', args, token)).toEqual(
      refused('updateAccount', {
        firstName: [maxLength(150, 151)],
        lastName: [wire.nullCharacters],
      }),
    )
    expect(await see('user2')).toMatchObject({ firstName: '', lastName: '' })
  })
})

describe('texts are tidied', () => {
  it('usernames and e-mails are trimmed', async () => {
    const { call, see } = await startWorld()
    const padded = { username: '\t anna ', email: ' anna@email.com\n' }
    expect(await call('register', { ...anna, ...padded })).toMatchObject({ success: true })
    expect(await see('anna')).toMatchObject({ email: 'anna@email.com' })
  })

  it('names are trimmed', async () => {
    const { call, enter, see } = await startWorld()
    const { token } = await enter('user2')
    await call('updateAccount', { firstName: '  Joe ', lastName: ' of the\tWood ' }, token)
    expect(await see('user2')).toMatchObject({ firstName: 'Joe', lastName: 'of the\tWood' })
  })

  it('a differently composed username registers as its NFKC self', async () => {
    const { call, see, enter } = await startWorld()
    const decomposed = 'zoe\u0308'
    expect(await call('register', { ...anna, username: decomposed })).toMatchObject({
      success: true,
    })
    expect(await see('zo\u00EB')).toMatchObject({ email: 'anna@email.com' })
    const { token } = await enter(decomposed, GOOD)
    expect(token).toEqual(expect.any(String))
    const again = { ...anna, username: 'ｚｏ\u00EB', email: 'zoe@email.com' }
    expect(await call('register', again)).toEqual(
      refused('register', { username: [wire.usernameTaken] }),
    )
  })

  it('an address is looked up as it is typed, except for spaces and letter case', async () => {
    const { call, mails } = await startWorld()
    expect(await call('sendPasswordResetEmail', { email: ' USER2@email.com ' })).toEqual(
      done('sendPasswordResetEmail'),
    )
    expect(await mails()).toHaveLength(1)
  })
})
