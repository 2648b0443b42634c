import { describe, expect, it } from 'vitest'
import { calls } from '../../../src/own/hooks.js'
import { mutationText } from '../support/flavor.js'
import { startWorld } from '../support/world.js'

const GOOD = 'correct horse battery'
const anna = { username: 'anna', email: 'anna@email.com', password1: GOOD, password2: GOOD }
const ME = '{ me { username } }'

describe('the handlers of hooks.ts', () => {
  it('JWT_ENCODE_HANDLER and JWT_DECODE_HANDLER make and read tokens', async () => {
    const { ask, enter } = await startWorld()
    const { token } = await enter('user2')
    expect(token).toMatch(/^v1:[\w-]+\./)
    expect(await ask(ME, {}, token)).toEqual({ data: { me: { username: 'user2' } } })
    expect(await ask(ME, {}, token.slice(3))).toEqual({ data: { me: null } })
  })

  it('JWT_PAYLOAD_HANDLER says what a token says', async () => {
    const { call, enter } = await startWorld()
    const { token } = await enter('user2')
    expect(await call('verifyToken', { token }, token)).toMatchObject({
      payload: { username: 'user2', team: 'ours' },
    })
  })

  it('JWT_PAYLOAD_GET_USERNAME_HANDLER reads whom it is about', async () => {
    const { ask, enter } = await startWorld()
    const { token } = await enter('user2')
    expect(await ask(ME, {}, token)).toEqual({ data: { me: { username: 'user2' } } })
  })

  it('JWT_GET_USER_BY_NATURAL_KEY_HANDLER finds the user', async () => {
    const { ask, enter } = await startWorld()
    const { token } = await enter('user4')
    expect(await ask(ME, {}, token)).toEqual({ data: { me: null } })
  })

  it('JWT_REFRESH_EXPIRED_HANDLER tells when it is too late', async () => {
    const { call, enter, clock } = await startWorld()
    const [early, late] = [await enter('user2'), await enter('user2')]
    clock.advance(3599)
    const { token } = await enter('user2')
    expect(await call('refreshToken', { refreshToken: early.refreshToken }, token)).toMatchObject({
      success: true,
    })
    clock.advance(1)
    expect(await call('refreshToken', { refreshToken: late.refreshToken }, token)).toMatchObject({
      errors: ['nonFieldErrors: Invalid token.'],
    })
  })

  it('JWT_GET_REFRESH_TOKEN_HANDLER finds a refresh token', async () => {
    const { call, enter } = await startWorld()
    const { token, refreshToken } = await enter('user2')
    const own = { refreshToken: `my-${refreshToken}` }
    expect(await call('refreshToken', own, token)).toMatchObject({ success: true })
  })

  it('JWT_ALLOW_ANY_HANDLER opens what JWT_ALLOW_ANY_CLASSES leaves out', async () => {
    const { call } = await startWorld()
    const email = { email: 'user1@email.com' }
    const robot = { 'user-agent': 'Robot/1.0' }
    const refusal = { success: false, errors: ['nonFieldErrors: Unauthenticated.'] }
    expect(await call('resendActivationEmail', email)).toEqual(refusal)
    expect(await call('sendPasswordResetEmail', email, robot)).toEqual(refusal)
    expect(await call('resendActivationEmail', email, robot)).toEqual({
      success: true,
      errors: null,
    })
  })

  it('onUserRegistered and onUserVerified are called, once each', async () => {
    const { call, enter, lastMail } = await startWorld()
    const { token: caller } = await enter('user2')
    calls.length = 0
    await call('register', { ...anna, username: 'user2' })
    await call('register', anna)
    const { token } = await lastMail()
    await call('verifyAccount', { token }, caller)
    await call('verifyAccount', { token }, caller)
    expect(calls).toEqual(['registered anna', 'verified anna'])
  })
})

describe('CUSTOM_ERROR_TYPE', () => {
  it('is the shape of errors, also of those of a login', async () => {
    const { call } = await startWorld()
    const args = { ...anna, username: 'user1', password1: '12345', password2: '12345' }
    expect(await call('register', args)).toMatchObject({
      success: false,
      errors: [
        'password2: This password is too short. It must contain at least 8 characters.',
        'password2: This password is too common.',
        'password2: This password is entirely numeric.',
        'username: A user with that username already exists.',
      ],
    })
    expect(await call('tokenAuth', { username: 'user2', password: 'wrong' })).toMatchObject({
      errors: ['nonFieldErrors: Please, enter valid credentials.'],
    })
  })

  it('changes nothing of fieldErrors', async () => {
    const { ask } = await startWorld()
    const args = 'username: "user2", password: "wrong"'
    const { data } = await ask(mutationText('tokenAuth', args, 'fieldErrors { field code }'))
    expect(data?.tokenAuth).toEqual({
      fieldErrors: [{ field: null, code: 'invalid_credentials' }],
    })
  })
})
