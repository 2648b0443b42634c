import { describe, expect, it } from 'vitest'
import { done, refusedFor, wire } from '../support/answers.js'
import { PASSWORD } from '../support/people.js'
import { startWorld, type World } from '../support/world.js'

const confirmed = { password: PASSWORD }
const SECOND = 'second@email.com'

/** Asks for a link to a second address. @returns its token */
async function linkTo({ call, lastMail }: World, email: string, caller: string): Promise<string> {
  await call('sendSecondaryEmailActivation', { email, ...confirmed }, caller)
  return (await lastMail()).token
}

describe('sendSecondaryEmailActivation', () => {
  it('mails the link to the new address, which is not saved', async () => {
    const { call, enter, mails, see } = await startWorld()
    const { token } = await enter('user2')
    const args = { email: SECOND, ...confirmed }
    expect(await call('sendSecondaryEmailActivation', args, token)).toEqual(
      done('sendSecondaryEmailActivation'),
    )
    expect(await mails()).toMatchObject([
      { to: SECOND, subject: 'Activate your account on My Site' },
    ])
    expect(await see('user2')).toMatchObject({ secondaryEmail: null })
  })

  it('leaves the address free for others until it is verified', async () => {
    const world = await startWorld()
    const { token } = await world.enter('user2')
    await linkTo(world, SECOND, token)
    const other = await world.enter('user4')
    const args = { email: SECOND, ...confirmed }
    expect(await world.call('sendSecondaryEmailActivation', args, other.token)).toEqual(
      done('sendSecondaryEmailActivation'),
    )
  })
})

describe('verifySecondaryEmail', () => {
  it('sets the address', async () => {
    const world = await startWorld()
    const { token: caller } = await world.enter('user2')
    const token = await linkTo(world, SECOND, caller)
    expect(await world.call('verifySecondaryEmail', { token })).toEqual(
      done('verifySecondaryEmail'),
    )
    expect(await world.see('user2')).toMatchObject({
      email: 'user2@email.com',
      secondaryEmail: SECOND,
    })
  })

  it('takes the newest link only', async () => {
    const world = await startWorld()
    const { token: caller } = await world.enter('user2')
    const older = await linkTo(world, 'older@email.com', caller)
    const newer = await linkTo(world, SECOND, caller)
    expect(await world.call('verifySecondaryEmail', { token: older })).toEqual(
      refusedFor('verifySecondaryEmail', wire.invalidToken),
    )
    expect(await world.call('verifySecondaryEmail', { token: newer })).toEqual(
      done('verifySecondaryEmail'),
    )
  })

  it('puts a new one in the place of the old one, which is free then', async () => {
    const world = await startWorld()
    const { token: caller } = await world.enter('user4')
    const token = await linkTo(world, SECOND, caller)
    await world.call('verifySecondaryEmail', { token })
    expect(await world.see('user4')).toMatchObject({ secondaryEmail: SECOND })
    const GOOD = 'correct horse battery'
    const anna = { username: 'anna', password1: GOOD, password2: GOOD }
    expect(
      await world.call('register', { ...anna, email: 'user4_secondary@email.com' }),
    ).toMatchObject({ success: true })
  })

  it('lets the user log in by it', async () => {
    const world = await startWorld()
    const { token: caller } = await world.enter('user2')
    const login = { email: SECOND, ...confirmed }
    expect(await world.call('tokenAuth', login)).toMatchObject({ success: false })
    await world.call('verifySecondaryEmail', { token: await linkTo(world, SECOND, caller) })
    expect(await world.call('tokenAuth', login)).toMatchObject({ user: { username: 'user2' } })
  })

  it('S6: unique, when someone else verified it meanwhile', async () => {
    const world = await startWorld()
    const { token: first } = await world.enter('user2')
    const { token: second } = await world.enter('user4')
    const links = [await linkTo(world, SECOND, first), await linkTo(world, SECOND, second)]
    expect(await world.call('verifySecondaryEmail', { token: links[0] })).toMatchObject({
      success: true,
    })
    expect(await world.call('verifySecondaryEmail', { token: links[1] })).toEqual(
      refusedFor('verifySecondaryEmail', wire.emailTaken),
    )
    expect(await world.see('user4')).toMatchObject({
      secondaryEmail: 'user4_secondary@email.com',
    })
  })

  it('S5: works once, also when the address was removed', async () => {
    const world = await startWorld()
    const { token: caller } = await world.enter('user2')
    const token = await linkTo(world, SECOND, caller)
    await world.call('verifySecondaryEmail', { token })
    await world.call('removeSecondaryEmail', confirmed, caller)
    expect(await world.call('verifySecondaryEmail', { token })).toEqual(
      refusedFor('verifySecondaryEmail', wire.invalidToken),
    )
    expect(await world.see('user2')).toMatchObject({ secondaryEmail: null })
  })

  it('does not take a link that is an hour old', async () => {
    const world = await startWorld()
    const { token: caller } = await world.enter('user2')
    const token = await linkTo(world, SECOND, caller)
    world.clock.advance(3600)
    expect(await world.call('verifySecondaryEmail', { token })).toEqual(
      refusedFor('verifySecondaryEmail', wire.expiredToken),
    )
  })
})

describe('swapEmails', () => {
  it('makes the secondary address the primary one, and the other way round', async () => {
    const { call, enter, see } = await startWorld()
    const { token } = await enter('user4')
    expect(await call('swapEmails', confirmed, token)).toEqual(done('swapEmails'))
    expect(await see('user4')).toMatchObject({
      email: 'user4_secondary@email.com',
      secondaryEmail: 'user4@email.com',
      verified: true,
    })
    await call('swapEmails', confirmed, (await enter('user4')).token)
    expect(await see('user4')).toMatchObject({
      email: 'user4@email.com',
      secondaryEmail: 'user4_secondary@email.com',
    })
  })

  it('changes where resets and logins go', async () => {
    const { call, enter, ask } = await startWorld()
    const { token } = await enter('user4')
    await call('swapEmails', confirmed, token)
    const filter = '{ users(email: "user4_secondary@email.com") { edges { node { username } } } }'
    expect(await ask(filter)).toEqual({
      data: { users: { edges: [{ node: { username: 'user4' } }] } },
    })
    expect(await call('tokenAuth', { email: 'user4@email.com', ...confirmed })).toMatchObject({
      user: { username: 'user4' },
    })
  })
})

describe('links that were sent before', () => {
  it.each(['user4@email.com', 'user4_secondary@email.com'])(
    'are good no more after swapEmails: %s',
    async (email) => {
      const { call, enter, lastMail } = await startWorld()
      await call('sendPasswordResetEmail', { email })
      const { token } = await lastMail()
      await call('swapEmails', confirmed, (await enter('user4')).token)
      const passwords = { newPassword1: 'correct horse', newPassword2: 'correct horse' }
      expect(await call('passwordReset', { token, ...passwords })).toEqual(
        refusedFor('passwordReset', wire.invalidToken),
      )
    },
  )
})

describe('removeSecondaryEmail', () => {
  it('gives the address up, for others to have', async () => {
    const { call, enter, see } = await startWorld()
    const { token } = await enter('user4')
    expect(await call('removeSecondaryEmail', confirmed, token)).toEqual(
      done('removeSecondaryEmail'),
    )
    expect(await see('user4')).toMatchObject({ email: 'user4@email.com', secondaryEmail: null })
    const login = { email: 'user4_secondary@email.com', ...confirmed }
    expect(await call('tokenAuth', login)).toEqual(refusedFor('tokenAuth', wire.invalidCredentials))
    const other = await enter('user2')
    const args = { email: 'user4_secondary@email.com', ...confirmed }
    expect(await call('sendSecondaryEmailActivation', args, other.token)).toMatchObject({
      success: true,
    })
  })

  it('cannot be done twice', async () => {
    const { call, enter } = await startWorld()
    const { token } = await enter('user4')
    await call('removeSecondaryEmail', confirmed, token)
    expect(await call('removeSecondaryEmail', confirmed, token)).toEqual(
      refusedFor('removeSecondaryEmail', wire.secondaryEmailRequired),
    )
  })
})
