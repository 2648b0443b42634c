import { describe, expect, it } from 'vitest'
import {
  addressNumber,
  behindProxy,
  codeOf,
  countComparisons,
  from,
  guess,
} from '../support/attempts.js'
import { PASSWORD } from '../support/people.js'
import { startWorld, type World } from '../support/world.js'

// S34: what someone else does must not keep the owner of user2 out.

const RIGHT = { username: 'user2', password: PASSWORD }
const EMAIL = 'user2@email.com'
const NEW = 'correct horse battery'

const home = from('192.0.2.1')
const elsewhere = from('192.0.2.2')
const attacker = from('203.0.113.1')

const askForLink = ({ call }: World, caller: Record<string, string>) =>
  call('sendPasswordResetEmail', { email: EMAIL }, caller)

async function resetByNewestMail({ call, lastMail }: World, caller: Record<string, string>) {
  const { token } = await lastMail()
  return call('passwordReset', { token, newPassword1: NEW, newPassword2: NEW }, caller)
}

describe('S34: one network address that guesses, and asks for mails', () => {
  it('S34: keeps the owner neither from a link nor from the account', async () => {
    const world = await startWorld(behindProxy)
    const { call } = world
    await call('tokenAuth', RIGHT, home)
    const attack = async () => {
      await Promise.all(Array.from({ length: 6 }, () => askForLink(world, attacker)))
      await guess(world, 12, { caller: attacker })
    }
    await attack()
    expect(await call('tokenAuth', RIGHT, home)).toMatchObject({ success: true })
    expect(await askForLink(world, elsewhere)).toMatchObject({ success: true })
    expect(await askForLink(world, home)).toMatchObject({ success: true })
    expect(await resetByNewestMail(world, home)).toMatchObject({ success: true })
    await attack()
    const renewed = { ...RIGHT, password: NEW }
    expect(await call('tokenAuth', renewed, home)).toMatchObject({ success: true })
    expect(await askForLink(world, home)).toMatchObject({ success: true })
  })

  it('S34: a link lets the owner in from where it was used, whatever is tried from then on', async () => {
    const world = await startWorld(behindProxy)
    await askForLink(world, elsewhere)
    await resetByNewestMail(world, elsewhere)
    await guess(world, 12, { caller: attacker })
    const renewed = { ...RIGHT, password: NEW }
    expect(await world.call('tokenAuth', renewed, elsewhere)).toMatchObject({ success: true })
    expect(codeOf(await world.call('tokenAuth', renewed, home))).toBe('too_many_attempts')
  })

  it('S34: who has tried all she remembered gets in by a new password', async () => {
    const world = await startWorld(behindProxy)
    await world.call('tokenAuth', RIGHT, home)
    await guess(world, 11, { caller: home })
    await askForLink(world, home)
    expect(await resetByNewestMail(world, elsewhere)).toMatchObject({ success: true })
    const renewed = { ...RIGHT, password: NEW }
    expect(await world.call('tokenAuth', renewed, home)).toMatchObject({ success: true })
  })

  it.each(['revokeAllSessions', 'archiveAccount', 'revokeToken', 'passwordChange'])(
    'S34: the owner is known after the end of sessions by %s',
    async (mutation) => {
      const world = await startWorld(behindProxy)
      const { token, refreshToken } = await world.call('tokenAuth', RIGHT, home)
      const args = {
        revokeAllSessions: {},
        archiveAccount: { password: PASSWORD },
        revokeToken: { refreshToken },
        passwordChange: { oldPassword: PASSWORD, newPassword1: NEW, newPassword2: NEW },
      }[mutation]
      const caller = { ...elsewhere, authorization: `JWT ${token}` }
      expect(await world.call(mutation, args ?? {}, caller)).toMatchObject({ success: true })
      await guess(world, 12, { caller: attacker })
      const password = mutation === 'passwordChange' ? NEW : PASSWORD
      expect(await world.call('tokenAuth', { ...RIGHT, password }, home)).toMatchObject({
        success: true,
      })
    },
  )

  it('S34: who is logged in confirms a change from anywhere', async () => {
    const world = await startWorld(behindProxy)
    const { token } = await world.call('tokenAuth', RIGHT, home)
    await guess(world, 12, { caller: attacker })
    const caller = { ...elsewhere, authorization: `JWT ${token}` }
    const confirm = (password: string) => world.call('archiveAccount', { password }, caller)
    const comparisons = countComparisons(world.app)
    for (let count = 0; count < 9; count += 1) {
      expect(codeOf(await confirm('wrong'))).toBe('invalid_password')
    }
    expect(await confirm(PASSWORD)).toMatchObject({ success: true })
    expect(comparisons.count).toBe(10)
  })

  it('S38: a stolen session gets no more guesses than one account, wherever it is', async () => {
    const world = await startWorld(behindProxy)
    const { token } = await world.call('tokenAuth', RIGHT, home)
    const codes: (string | undefined)[] = []
    for (let number = 0; number < 12; number += 1) {
      const caller = { ...from(addressNumber(number)), authorization: `JWT ${token}` }
      codes.push(codeOf(await world.call('archiveAccount', { password: 'wrong' }, caller)))
    }
    expect(codes.slice(9)).toEqual(['invalid_password', 'too_many_attempts', 'too_many_attempts'])
  })

  it('S33: attempts beyond the limit of an account count against the network address', async () => {
    const world = await startWorld(behindProxy)
    await guess(world, 30, { caller: attacker })
    const comparisons = countComparisons(world.app)
    const others = await guess(world, 3, { username: 'user4', caller: attacker })
    expect(others.map(codeOf)).toEqual(Array(3).fill('too_many_attempts'))
    expect(comparisons.count).toBe(0)
  })
})

describe('S36: mails to one recipient', () => {
  it('S36: are five an hour, wherever they are asked for, and one more if one asks for most', async () => {
    const granted = async (world: World, callers: Record<string, string>[]) => {
      const answers = await Promise.all(callers.map((caller) => askForLink(world, caller)))
      return answers.filter(({ success }) => success).length
    }
    const many = (count: number) =>
      Array.from({ length: 60 }, (_, i) => from(addressNumber(i % count)))
    expect(await granted(await startWorld(behindProxy), many(12))).toBe(5)

    const other = await startWorld(behindProxy)
    expect(await granted(other, Array(6).fill(attacker))).toBe(5)
    expect(await granted(other, many(60))).toBe(1)
  })

  it('S36: are limited alike where no one has the address', async () => {
    const world = await startWorld(behindProxy)
    const answersFor = async (email: string) => {
      const codes: (string | undefined)[] = []
      for (const caller of [...Array(6).fill(attacker), home, elsewhere]) {
        codes.push(codeOf(await world.call('sendPasswordResetEmail', { email }, caller)))
      }
      return codes
    }
    expect(await answersFor(EMAIL)).toEqual(await answersFor('nobody@email.com'))
  })
})
