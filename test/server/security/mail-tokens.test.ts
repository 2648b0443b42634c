import { describe, expect, it } from 'vitest'
import { EmailOwner } from '../../../src/users/email-owner.entity.js'
import { User } from '../../../src/users/user.entity.js'
import { UserStatus } from '../../../src/users/user-status.entity.js'
import { done, refusedFor, wire } from '../support/answers.js'
import { CAST, PASSWORD, person } from '../support/people.js'
import { activationToken, resetToken, secondaryToken, setToken } from '../support/tokens.js'
import { startWorld, type World } from '../support/world.js'

const passwords = { newPassword1: 'correct horse', newPassword2: 'correct horse' }
const others = { newPassword1: 'another password', newPassword2: 'another password' }
const confirmed = { password: PASSWORD }

const invalidReset = refusedFor('passwordReset', wire.invalidToken)

/** Calls a mutation as user4. It has to succeed. */
async function asUser4({ call, enter }: World, mutation: string, args: object): Promise<void> {
  const { token } = await enter('user4')
  expect(await call(mutation, { ...args }, token)).toMatchObject({ success: true })
}

/** Puts another secondary address in the place of the one that user4 has. */
async function replaceSecondary(world: World): Promise<void> {
  const { token: caller } = await world.enter('user4')
  const token = await secondaryToken(world, 'second@email.com', caller)
  expect(await world.call('verifySecondaryEmail', { token })).toMatchObject({ success: true })
}

const PRIMARY = 'user4@email.com'
const SECONDARY = 'user4_secondary@email.com'

/** What happens to user4, and which links to set a password are dead by that. */
const ROWS: [what: string, sentTo: string, happen: (world: World) => Promise<unknown>][] = [
  ['a newer link', PRIMARY, (world) => resetToken(world, PRIMARY)],
  ['a newer link to the other address', SECONDARY, (world) => resetToken(world, PRIMARY)],
  [
    'a password change',
    PRIMARY,
    (world) => asUser4(world, 'passwordChange', { oldPassword: PASSWORD, ...others }),
  ],
  ['a swap of the addresses', PRIMARY, (world) => asUser4(world, 'swapEmails', confirmed)],
  ['a swap of the addresses', SECONDARY, (world) => asUser4(world, 'swapEmails', confirmed)],
  [
    'the removal of the address',
    SECONDARY,
    (world) => asUser4(world, 'removeSecondaryEmail', confirmed),
  ],
  ['another address in its place', SECONDARY, replaceSecondary],
  ['a deletion of the account', PRIMARY, (world) => asUser4(world, 'deleteAccount', confirmed)],
]

describe('S3: older links to set a password', () => {
  it.each(ROWS)('are dead after %s (sent to %s)', async (_what, address, happen) => {
    const world = await startWorld()
    const token = await resetToken(world, address)
    await happen(world)
    expect(await world.call('passwordReset', { token, ...passwords })).toEqual(invalidReset)
  })

  it('are dead when they were sent while the address was taken away', async () => {
    const world = await startWorld()
    const token = await resetToken(world, SECONDARY)
    await world.app.database.transaction(async (manager) => {
      await manager.delete(EmailOwner, { address: SECONDARY })
      await manager.update(UserStatus, { userId: 4 }, { secondaryEmail: null })
    })
    expect(await world.call('passwordReset', { token, ...passwords })).toEqual(invalidReset)
  })

  it('are dead after they were used, whatever else is wrong', async () => {
    const world = await startWorld()
    const token = await resetToken(world, PRIMARY)
    await world.call('passwordReset', { token, ...passwords })
    const mismatch = { newPassword1: 'one', newPassword2: 'other' }
    expect(await world.call('passwordReset', { token, ...mismatch })).toEqual(invalidReset)
  })

  it('are dead after the removal of the account', async () => {
    const world = await startWorld({ GRAPHQL_AUTH: { ALLOW_DELETE_ACCOUNT: true } })
    const token = await resetToken(world, PRIMARY)
    await asUser4(world, 'deleteAccount', confirmed)
    expect(await world.call('passwordReset', { token, ...passwords })).toEqual(invalidReset)
  })

  it('are dead after a newer one, be it to set or to reset', async () => {
    const passwordless = person('user6', { verified: true }, { password: '!nothing' })
    const world = await startWorld({ people: [...CAST, passwordless] })
    const older = await setToken(world, 'user6')
    const reset = await resetToken(world, 'user6@email.com')
    const set = await setToken(world, 'user6')
    expect(await world.call('passwordSet', { token: older, ...others })).toEqual(
      refusedFor('passwordSet', wire.invalidToken),
    )
    expect(await world.call('passwordReset', { token: reset, ...others })).toEqual(invalidReset)
    expect(await world.call('passwordSet', { token: set, ...passwords })).toEqual(
      done('passwordSet'),
    )
    await world.enter('user6', passwords.newPassword1)
  })
})

describe('S4: the token of an activation', () => {
  it('does not verify another address than the one that it went to', async () => {
    const world = await startWorld()
    const token = await activationToken(world, 'user1@email.com')
    await world.app.database.transaction((manager) =>
      manager.update(User, { id: 1 }, { email: 'other@email.com' }),
    )
    expect(await world.call('verifyAccount', { token })).toEqual(
      refusedFor('verifyAccount', wire.invalidToken),
    )
    expect(await world.see('user1')).toMatchObject({ verified: false })
  })

  it('verifies once, however many links are opened at the same time', async () => {
    const world = await startWorld()
    const links: string[] = []
    for (let index = 0; index < 4; index += 1) {
      links.push(await activationToken(world, 'user1@email.com'))
    }
    let verified = 0
    world.app.hooks = {
      ...world.app.hooks,
      onUserVerified: async () => {
        verified += 1
      },
    }
    await Promise.all(links.map((token) => world.call('verifyAccount', { token })))
    expect(await world.see('user1')).toMatchObject({ verified: true })
    expect(verified).toBe(1)
  })

  it('verifies no one after the addresses were swapped', async () => {
    const world = await startWorld()
    const token = await activationToken(world, 'user1@email.com')
    const newer = await activationToken(world, 'user1@email.com')
    await world.call('verifyAccount', { token: newer })
    const { token: caller } = await world.enter('user1')
    const second = await secondaryToken(world, 'second@email.com', caller)
    await world.call('verifySecondaryEmail', { token: second })
    await world.call('swapEmails', confirmed, caller)
    await world.app.database.transaction((manager) =>
      manager.update(UserStatus, { userId: 1 }, { verified: false }),
    )
    expect(await world.call('verifyAccount', { token })).toEqual(
      refusedFor('verifyAccount', wire.invalidToken),
    )
    expect(await world.see('user1')).toMatchObject({ email: 'second@email.com', verified: false })
  })

  it('goes with the account, not with its name', async () => {
    const people = [person('anna', { verified: false }), person('bob', { verified: false })]
    const world = await startWorld({ people })
    const token = await activationToken(world, 'anna@email.com')
    await rename(world, 1, 'carol')
    await rename(world, 2, 'anna')
    expect(await world.call('verifyAccount', { token })).toEqual(done('verifyAccount'))
    expect(await world.see('anna')).toMatchObject({ email: 'bob@email.com', verified: false })
    expect(await world.see('carol')).toMatchObject({ email: 'anna@email.com', verified: true })
  })

  it('is none for someone who takes the name, or the address, of an account that is gone', async () => {
    const world = await startWorld({ people: [person('anna', { verified: false })] })
    const token = await activationToken(world, 'anna@email.com')
    await world.app.database.transaction((manager) => manager.delete(User, { id: 1 }))
    const anna = { username: 'anna', email: 'anna@email.com' }
    const payload = await world.call('register', {
      ...anna,
      password1: 'correct horse',
      password2: 'correct horse',
    })
    expect(payload).toMatchObject({ success: true })
    expect(await world.call('verifyAccount', { token })).toEqual(
      refusedFor('verifyAccount', wire.invalidToken),
    )
    expect(await world.see('anna')).toMatchObject({ verified: false })
  })
})

async function rename({ app }: World, id: number, username: string): Promise<void> {
  await app.database.transaction((manager) =>
    manager.update(User, { id }, { username, usernameKey: username }),
  )
}

describe('S3: a link to a second address', () => {
  it.each(['passwordChange', 'passwordReset'])('is dead after %s', async (mutation) => {
    const world = await startWorld()
    const { token: caller } = await world.enter('user2')
    const token = await secondaryToken(world, 'thief@email.com', caller)
    if (mutation === 'passwordChange') {
      await world.call(mutation, { oldPassword: PASSWORD, ...passwords }, caller)
    } else {
      await world.call(mutation, {
        token: await resetToken(world, 'user2@email.com'),
        ...passwords,
      })
    }
    expect(await world.call('verifySecondaryEmail', { token })).toEqual(
      refusedFor('verifySecondaryEmail', wire.invalidToken),
    )
    expect(await world.see('user2')).toMatchObject({ secondaryEmail: null })
  })
})
