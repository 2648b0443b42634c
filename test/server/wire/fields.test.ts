import { describe, expect, it } from 'vitest'
import { maxLength, refused, tooSimilar, wire } from '../support/answers.js'
import { PASSWORD } from '../support/people.js'
import { startWorld } from '../support/world.js'

const GOOD = 'correct horse battery'
const anna = { username: 'anna', email: 'anna@email.com', password1: GOOD, password2: GOOD }

describe('invalid', () => {
  it('email: what is not an address', async () => {
    const { call } = await startWorld()
    for (const email of [
      'anna',
      'anna@',
      '@email.com',
      'anna@email',
      'anna@email..com',
      '.anna@email.com',
      'an na@email.com',
      'anna@email.com, bob@email.com',
      'anna@email.com\r\nBcc: bob@email.com',
      '"anna, bob"@email.com',
      'anna@-email.com',
      'Anna <anna@email.com>',
    ]) {
      expect(await call('register', { ...anna, email }), email).toEqual(
        refused('register', { email: [wire.invalidEmail] }),
      )
    }
  })

  it('email: of every mutation that takes an address', async () => {
    const { call, enter } = await startWorld()
    const { token } = await enter('user2')
    for (const [mutation, args] of [
      ['resendActivationEmail', {}],
      ['sendPasswordResetEmail', {}],
      ['sendSecondaryEmailActivation', { password: PASSWORD }],
    ] as const) {
      expect(await call(mutation, { ...args, email: 'no address' }, token)).toEqual(
        refused(mutation, { email: [wire.invalidEmail] }),
      )
    }
  })

  it('username: other characters than letters, digits and @ . + - _', async () => {
    const { call } = await startWorld()
    for (const username of [
      'an na',
      'anna!',
      'anna/b',
      '<anna>',
      'anna\n b',
      '😀',
      'a#b',
      'a\u200Bb',
    ]) {
      expect(await call('register', { ...anna, username }), username).toEqual(
        refused('register', { username: [wire.invalidUsername] }),
      )
    }
  })

  it('username: letters of any script are letters', async () => {
    const { call, see } = await startWorld()
    for (const [index, username] of ['Анна', '안나', 'ÅseØ', 'a.b+c-d_e@f', '123'].entries()) {
      const email = `anna${index}@email.com`
      expect(await call('register', { ...anna, username, email })).toMatchObject({ success: true })
      expect(await see(username)).toMatchObject({ email })
    }
  })

  it('username and email: the greatest lengths are 150 and 254', async () => {
    const { call, see } = await startWorld()
    const username = 'a'.repeat(150)
    const email = `${'b'.repeat(242)}@example.com`
    expect(await call('register', { ...anna, username, email })).toMatchObject({ success: true })
    expect(await see(username)).toMatchObject({ email })
  })
})

describe('required', () => {
  it.each(['', '   ', '\t\n'])('register: username and email %j', async (blank) => {
    const { call } = await startWorld()
    expect(await call('register', { ...anna, username: blank, email: blank })).toEqual(
      refused('register', { email: [wire.required], username: [wire.required] }),
    )
  })

  it('register: both passwords', async () => {
    const { call } = await startWorld()
    expect(await call('register', { ...anna, password1: '', password2: '' })).toEqual(
      refused('register', { password1: [wire.required], password2: [wire.required] }),
    )
  })

  it.each(['resendActivationEmail', 'sendPasswordResetEmail'])('%s: email', async (mutation) => {
    const { call } = await startWorld()
    expect(await call(mutation, { email: ' ' })).toEqual(
      refused(mutation, { email: [wire.required] }),
    )
  })

  it('passwordChange: both new passwords', async () => {
    const { call, enter } = await startWorld()
    const { token } = await enter('user2')
    const args = { oldPassword: PASSWORD, newPassword1: '', newPassword2: '' }
    expect(await call('passwordChange', args, token)).toEqual(
      refused('passwordChange', { newPassword1: [wire.required], newPassword2: [wire.required] }),
    )
  })
})

describe('password_too_similar', () => {
  it.each([
    ['username', { username: 'wintergarden', password: 'wintergarden1' }],
    ['email address', { email: 'wintergarden@email.com', password: 'wintergarden1' }],
    ['email address', { email: 'a@wintergarden.com', password: 'Wintergarden' }],
  ])('register: %s', async (what, { password, ...values }) => {
    const { call } = await startWorld()
    const args = { ...anna, ...values, password1: password, password2: password }
    expect(await call('register', args)).toEqual(
      refused('register', { password2: [tooSimilar(what)] }),
    )
  })

  it.each([
    ['first name', { firstName: 'Wintergarden' }],
    ['last name', { lastName: 'Wintergarden' }],
  ])('passwordChange: %s', async (what, names) => {
    const { call, enter } = await startWorld()
    const { token } = await enter('user2')
    await call('updateAccount', names, token)
    const args = {
      oldPassword: PASSWORD,
      newPassword1: 'wintergarden1',
      newPassword2: 'wintergarden1',
    }
    expect(await call('passwordChange', args, token)).toEqual(
      refused('passwordChange', { newPassword2: [tooSimilar(what)] }),
    )
  })
})

describe('max_length', () => {
  it.each([
    ['username', 'a'.repeat(151), maxLength(150, 151)],
    ['username', '𝔘'.normalize('NFC').repeat(151), maxLength(150, 151)],
    ['email', `${'a'.repeat(243)}@example.com`, maxLength(254, 255)],
  ])('register: %s', async (field, value, problem) => {
    const { call } = await startWorld()
    expect(await call('register', { ...anna, [field]: value })).toEqual(
      refused('register', { [field]: [problem] }),
    )
  })

  it.each(['firstName', 'lastName'])('updateAccount: %s', async (field) => {
    const { call, enter } = await startWorld()
    const { token } = await enter('user2')
    expect(await call('updateAccount', { [field]: 'é'.repeat(153) }, token)).toEqual(
      refused('updateAccount', { [field]: [maxLength(150, 153)] }),
    )
    expect(await call('updateAccount', { [field]: '😀'.repeat(150) }, token)).toMatchObject({
      success: true,
    })
  })
})

describe('null_characters_not_allowed', () => {
  it.each(['username', 'password1', 'password2'])('register: %s', async (field) => {
    const { call } = await startWorld({ people: [] })
    expect(await call('register', { ...anna, [field]: 'correct\0horse' })).toEqual(
      refused('register', { [field]: [wire.nullCharacters] }),
    )
  })

  it('register: email, which is invalid by that too', async () => {
    const { call } = await startWorld({ people: [] })
    expect(await call('register', { ...anna, email: 'an\0na@email.com' })).toEqual(
      refused('register', { email: [wire.invalidEmail, wire.nullCharacters] }),
    )
  })

  it('updateAccount: firstName', async () => {
    const { call, enter } = await startWorld()
    const { token } = await enter('user2')
    expect(await call('updateAccount', { firstName: 'a\0b' }, token)).toEqual(
      refused('updateAccount', { firstName: [wire.nullCharacters] }),
    )
  })
})
