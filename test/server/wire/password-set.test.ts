import { describe, expect, it } from 'vitest'
import { done, refused, refusedFor, wire } from '../support/answers.js'
import { CAST, person } from '../support/people.js'
import { setToken } from '../support/tokens.js'
import { startWorld } from '../support/world.js'

const NEW = 'correct horse battery'
const passwords = { newPassword1: NEW, newPassword2: NEW }

describe('passwordSet', () => {
  const passwordless = person('user6', { verified: false }, { password: '!nothing' })

  it('sets the password of an account that has none, and verifies it', async () => {
    const world = await startWorld({ people: [...CAST, passwordless] })
    const token = await setToken(world, 'user6')
    expect(await world.call('tokenAuth', { username: 'user6', password: NEW })).toEqual(
      refusedFor('tokenAuth', wire.invalidCredentials),
    )
    expect(await world.call('passwordSet', { token, ...passwords })).toEqual(done('passwordSet'))
    expect(await world.see('user6')).toMatchObject({ verified: true })
    await world.enter('user6', NEW)
  })

  it('password_already_set', async () => {
    const world = await startWorld()
    const token = await setToken(world, 'user2')
    expect(
      await world.call('passwordSet', { token, newPassword1: '1', newPassword2: '2' }),
    ).toEqual(refusedFor('passwordSet', wire.passwordAlreadySet))
    await world.enter('user2')
  })

  it('has token errors before form errors', async () => {
    const { call } = await startWorld()
    const weak = { newPassword1: '1', newPassword2: '2' }
    expect(await call('passwordSet', { token: 'garbage', ...weak })).toEqual(
      refusedFor('passwordSet', wire.invalidToken),
    )
  })

  it('has the errors of the form at newPassword2', async () => {
    const world = await startWorld({ people: [...CAST, passwordless] })
    const token = await setToken(world, 'user6')
    const weak = { newPassword1: '12345', newPassword2: '12345' }
    expect(await world.call('passwordSet', { token, ...weak })).toEqual(
      refused('passwordSet', {
        newPassword2: [wire.tooShort, wire.tooCommon, wire.entirelyNumeric],
      }),
    )
  })

  it('does not take a link that is an hour old', async () => {
    const world = await startWorld({ people: [...CAST, passwordless] })
    const token = await setToken(world, 'user6')
    world.clock.advance(3600)
    expect(await world.call('passwordSet', { token, ...passwords })).toEqual(
      refusedFor('passwordSet', wire.expiredToken),
    )
  })
})
