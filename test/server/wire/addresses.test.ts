import { describe, expect, it } from 'vitest'
import { loadFixtures } from '../../../src/fixtures/load.js'
import { User } from '../../../src/users/user.entity.js'
import { done, refused, wire } from '../support/answers.js'
import { pageQuery, readPage } from '../support/pages.js'
import { fixtureOf, PASSWORD, person } from '../support/people.js'
import { startWorld } from '../support/world.js'

const GOOD = 'correct horse battery'
const passwords = { password1: GOOD, password2: GOOD }
const TYPED = 'CapsLocal@EXAMPLE.Org'
const STORED = 'CapsLocal@example.org'

describe('an address is stored with its domain in lower case', () => {
  it.each([
    [TYPED, STORED],
    [` ${TYPED}\t`, STORED],
    ['A@B@EXAMPLE.org', null],
    ['anna@BÜCHER.example', 'anna@bücher.example'],
    ['anna@XN--BCHER-KVA.Example', 'anna@xn--bcher-kva.example'],
    ['Anna@LOCALHOST', 'Anna@localhost'],
  ])('%s, by register', async (email, stored) => {
    const { call, lastMail, see } = await startWorld({ people: [] })
    const answer = await call('register', { username: 'anna', email, ...passwords })
    if (stored === null) {
      expect(answer).toEqual(refused('register', { email: [wire.invalidEmail] }))
      return
    }
    expect(await see('anna')).toMatchObject({ email: stored })
    const { to } = await lastMail()
    expect(to).toBe(stored.replace('xn--bcher-kva', 'bücher'))
  })

  it('that is a secondary one, which can be swapped', async () => {
    const { call, enter, lastMail, see } = await startWorld()
    const { token: caller } = await enter('user2')
    const args = { email: TYPED, password: PASSWORD }
    await call('sendSecondaryEmailActivation', args, caller)
    const { to, token } = await lastMail()
    expect(to).toBe(STORED)
    expect(await call('verifySecondaryEmail', { token })).toEqual(done('verifySecondaryEmail'))
    expect(await see('user2')).toMatchObject({ secondaryEmail: STORED })
    await call('swapEmails', { password: PASSWORD }, caller)
    expect(await see('user2')).toMatchObject({ email: STORED, secondaryEmail: 'user2@email.com' })
  })

  it('that a fixture has', async () => {
    const { see } = await startWorld({
      people: [person('anna', { secondary_email: 'Second@EXAMPLE.Org' }, { email: TYPED })],
    })
    const expected = { email: STORED, secondaryEmail: 'Second@example.org' }
    expect(await see('anna')).toMatchObject(expected)
  })

  it.each([true, false])(
    'and found however the domain is written, with EMAIL_CASE_INSENSITIVE %s',
    async (EMAIL_CASE_INSENSITIVE) => {
      const { ask, call } = await startWorld({
        people: [person('anna', { verified: true }, { email: TYPED })],
        GRAPHQL_AUTH: { EMAIL_CASE_INSENSITIVE },
      })
      for (const email of [TYPED, STORED, 'CapsLocal@example.ORG']) {
        expect(readPage(await ask(pageQuery(`email: "${email}"`))).pks).toEqual([1])
        const login = await call('tokenAuth', { email, password: PASSWORD })
        expect(login).toMatchObject({ success: true })
      }
      const other = readPage(await ask(pageQuery('email: "capslocal@example.org"'))).pks
      expect(other).toEqual(EMAIL_CASE_INSENSITIVE ? [1] : [])
    },
  )

  it('unless it was stored before', async () => {
    const { app, ask, call, enter, see } = await startWorld({
      people: [person('anna', { verified: true }, { email: STORED })],
    })
    const before = { email: TYPED }
    await app.database.transaction((manager) => manager.update(User, { id: 1 }, before))

    expect(await call('tokenAuth', { email: STORED, password: PASSWORD })).toMatchObject({
      success: true,
    })
    await call('updateAccount', { firstName: 'Anna' }, (await enter('anna')).token)
    expect(readPage(await ask(pageQuery(`email: "${STORED}"`))).pks).toEqual([1])
    expect(await see('anna')).toMatchObject({ ...before, firstName: 'Anna' })

    await loadFixtures(app, [await fixtureOf([person('anna', {}, before)])])
    expect(await see('anna')).toMatchObject({ email: STORED })
  })
})

describe('no address', () => {
  it.each([
    'a@[127.0.0.1]',
    'a@[IPv6:::1]',
    'a@10.0.0.10',
    'a@0x0a.0.0.0x0a',
    'a@example.123',
    'a@example.1',
    '"a b"@example.org',
    'a@intranet',
  ])('is %s', async (email) => {
    const { call } = await startWorld({ people: [] })
    expect(await call('register', { username: 'anna', email, ...passwords })).toEqual(
      refused('register', { email: [wire.invalidEmail] }),
    )
  })
})
