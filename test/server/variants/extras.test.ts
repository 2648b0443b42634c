import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dumpFixtures, writeNewFile } from '../../../src/fixtures/dump.js'
import { loadFixtures } from '../../../src/fixtures/load.js'
import { temporaryFolder } from '../../support/folder.js'
import { maxLength, refused, wire } from '../support/answers.js'
import { EXTRAS_PEOPLE } from '../support/extras-people.js'
import { mutationOf, mutationText } from '../support/flavor.js'
import { fixtureOf, person } from '../support/people.js'
import { templateWith } from '../support/templates.js'
import { startWorld } from '../support/world.js'

const GOOD = 'correct horse battery'
const anna = {
  username: 'anna',
  email: 'anna@email.com',
  password1: GOOD,
  password2: GOOD,
  phone: '555-1',
  luckyNumber: 7,
  birthday: '2000-02-29',
}

describe('register', () => {
  it('keeps required fields; optional ones have their defaults', async () => {
    const { call, see } = await startWorld({ people: [] })
    expect(await call('register', anna)).toMatchObject({ success: true })
    expect(await see('anna')).toMatchObject({
      phone: '555-1',
      luckyNumber: 7,
      birthday: '2000-02-29',
      height: null,
      newsletter: false,
      trialEnds: null,
    })
  })

  it('keeps optional fields of every type', async () => {
    const { call, see } = await startWorld({ people: [] })
    const optional = { height: 1.75, newsletter: true, trialEnds: '2026-03-01T12:00:00+01:00' }
    await call('register', { ...anna, ...optional })
    expect(await see('anna')).toMatchObject({
      height: 1.75,
      newsletter: true,
      trialEnds: '2026-03-01T11:00:00.000Z',
    })
  })

  it('keeps a fraction to its last digit', async () => {
    const { call, see } = await startWorld({ people: [] })
    for (const [name, height] of Object.entries({ ann: 274 / 3, bob: 5e-324, cid: -1.7e308 })) {
      await call('register', { ...anna, username: name, email: `${name}@email.com`, height })
      expect(await see(name)).toMatchObject({ height })
    }
  })

  it.each(['0001-01-01T00:00:00.000Z', '0031-12-31T23:59:59.999Z', '0099-05-06T07:08:09.000Z'])(
    'keeps a moment of the first century: %s',
    async (trialEnds) => {
      const { app, call, see } = await startWorld({ people: [] })
      await call('register', { ...anna, trialEnds })
      expect(await see('anna')).toMatchObject({ trialEnds })
      const file = join(await temporaryFolder(), 'dump.json')
      await dumpFixtures(app.database, (text) => writeNewFile(file, text))
      const other = await startWorld({ people: [] })
      await loadFixtures(other.app, [file])
      expect(await other.see('anna')).toMatchObject({ trialEnds })
    },
  )

  it.each(['0001-01-01T00:00:00+01:00', '0000-06-01T00:00:00Z', '9999-12-31T23:59:59-01:00'])(
    'refuses a moment that is in no year from 1 to 9999, seen from UTC: %s',
    async (trialEnds) => {
      const { app, ask } = await startWorld({ people: [] })
      const { query, variables } = mutationOf('register', { ...anna, trialEnds })
      expect(await ask(query, variables)).toMatchObject({ errors: [{}] })
      const filter = `{ users(trialEnds_Gt: "${trialEnds}") { edges { cursor } } }`
      expect(await ask(filter)).toMatchObject({ errors: [{}] })
      const file = await fixtureOf([person('bert', {}, { ...EXTRAS_PEOPLE[0]?.user, trialEnds })])
      await expect(loadFixtures(app, [file])).rejects.toThrow(/trial_?[eE]nds: must be a time/)
    },
  )

  it('takes null for an optional field as not given', async () => {
    const { call, see } = await startWorld({ people: [] })
    await call('register', { ...anna, height: null, newsletter: null, trialEnds: null })
    expect(await see('anna')).toMatchObject({ height: null, newsletter: false, trialEnds: null })
  })

  it('checks texts like every other one, and reports them with the others', async () => {
    const { call } = await startWorld({ people: [] })
    expect(await call('register', { ...anna, username: ' ', phone: ' ' })).toEqual(
      refused('register', { username: [wire.required], phone: [wire.required] }),
    )
    expect(await call('register', { ...anna, phone: '5'.repeat(31) })).toEqual(
      refused('register', { phone: [maxLength(30, 31)] }),
    )
  })

  it('leaves types to GraphQL', async () => {
    const { ask, everybody } = await startWorld({ people: [] })
    const base = `email: "a@email.com", username: "a", password1: "${GOOD}", password2: "${GOOD}"`
    for (const wrong of [
      'phone: 5, luckyNumber: 1, birthday: "2000-01-01"',
      'phone: "5", luckyNumber: 2147483648, birthday: "2000-01-01"',
      'phone: "5", luckyNumber: 1.5, birthday: "2000-01-01"',
      'phone: "5", luckyNumber: 1, birthday: "2001-02-29"',
      'phone: "5", luckyNumber: 1, birthday: "01.02.2000"',
      'phone: "5", luckyNumber: 1, birthday: "0000-01-01"',
      'phone: "5", luckyNumber: 1, birthday: "2000-01-01", height: "tall"',
      'phone: "5", luckyNumber: 1, birthday: "2000-01-01", newsletter: 1',
      'phone: "5", luckyNumber: 1, birthday: "2000-01-01", trialEnds: "2026-02-30T00:00:00Z"',
      'phone: "5", luckyNumber: 1, birthday: "2000-01-01", trialEnds: "soon"',
      'phone: "5", luckyNumber: 1, birthday: "2000-01-01", trialEnds: "9999-12-31T23:00:00-05:00"',
      'phone: "5", luckyNumber: 1',
    ]) {
      const { data, errors } = await ask(mutationText('register', `${base}, ${wrong}`))
      expect(data, wrong).toBeUndefined()
      expect(errors?.length, wrong).toBeGreaterThan(0)
    }
    expect(await everybody()).toEqual([])
  })
})

describe('updateAccount', () => {
  it('changes a field of every type; what is not given, or null, stays', async () => {
    const { call, enter, see } = await startWorld({ people: EXTRAS_PEOPLE })
    const { token } = await enter('user1')
    const changes = [
      { phone: '555-9' },
      { height: 1.8 },
      { newsletter: true },
      { birthday: '1999-12-31' },
      { trialEnds: '2027-01-01T00:00:00.000Z' },
    ]
    let expected = { ...(await see('user1')) }
    for (const change of changes) {
      expect(await call('updateAccount', change, token)).toMatchObject({ success: true })
      expected = { ...expected, ...change }
      expect(await see('user1')).toEqual(expected)
    }
    const nothing = { phone: null, luckyNumber: null, height: null, newsletter: null }
    await call('updateAccount', { ...nothing, birthday: null, trialEnds: null }, token)
    expect(await see('user1')).toEqual(expected)
  })

  it('takes false and zero as values', async () => {
    const { call, enter, see } = await startWorld({ people: EXTRAS_PEOPLE })
    const { token } = await enter('user2')
    await call('updateAccount', { newsletter: false, height: 0, luckyNumber: '0' }, token)
    expect(await see('user2')).toMatchObject({ newsletter: false, height: 0, luckyNumber: 0 })
  })

  it('reads a number that is given as an ID', async () => {
    const { call, enter, see } = await startWorld({ people: EXTRAS_PEOPLE })
    const { token } = await enter('user2')
    for (const number of ['-5', '2147483647', '-2147483648']) {
      expect(await call('updateAccount', { luckyNumber: number }, token)).toMatchObject({
        success: true,
      })
      expect(await see('user2')).toMatchObject({ luckyNumber: Number(number) })
    }
    for (const none of ['x', '', '1.5', '2147483648', '1e3', '0x10']) {
      expect(await call('updateAccount', { luckyNumber: none }, token)).toEqual(
        refused('updateAccount', {
          luckyNumber: [{ message: 'Enter a whole number.', code: 'invalid' }],
        }),
      )
    }
  })
})

const verified = { verified: true }

describe('loaddata', () => {
  it('loads fields of every type, in snake_case too', async () => {
    const rows = {
      phone: '555-7',
      lucky_number: 21,
      height: 1.5,
      newsletter: true,
      birthday: '1985-10-26',
      trial_ends: '2026-10-21T16:29:00Z',
    }
    const { see } = await startWorld({ people: [person('user1', verified, rows)] })
    expect(await see('user1')).toMatchObject({
      phone: '555-7',
      luckyNumber: 21,
      height: 1.5,
      newsletter: true,
      birthday: '1985-10-26',
      trialEnds: '2026-10-21T16:29:00.000Z',
    })
  })

  it('loads what dumpdata makes of fields of every type', async () => {
    const { app, everybody } = await startWorld({ people: EXTRAS_PEOPLE })
    const file = join(await temporaryFolder(), 'dump.json')
    await dumpFixtures(app.database, (text) => writeNewFile(file, text))
    const other = await startWorld({ people: [] })
    await loadFixtures(other.app, [file])
    expect(await other.everybody()).toEqual(await everybody())
  })

  it('names every field that is missing or wrong, and loads nothing', async () => {
    const { app, everybody } = await startWorld({ people: [] })
    const file = await fixtureOf([
      person('user1', verified, { phone: '555-7', lucky_number: 1.5, height: 'tall' }),
    ])
    await expect(loadFixtures(app, [file])).rejects.toMatchObject({
      lines: [
        expect.stringContaining('birthday: is missing'),
        expect.stringContaining('height: must be a number'),
        expect.stringContaining('lucky_number: must be a whole number'),
        'Nothing was loaded',
      ],
    })
    expect(await everybody()).toEqual([])
  })
})

describe('mails', () => {
  const fields = [
    'phone',
    'luckyNumber',
    'height',
    'newsletter',
    'birthday',
    'trialEnds',
    'joinedAt',
  ]

  it.each([
    ['just registered', {}, '555-1|7||false|2000-02-29||2026-01-02T01:04:05.000Z'],
    [
      'with every field',
      { height: 1.75, newsletter: true, trialEnds: '2026-03-01T12:00:00+01:00' },
      '555-1|7|1.75|true|2000-02-29|2026-03-01T11:00:00.000Z|2026-01-02T01:04:05.000Z',
    ],
  ])('have the fields of the user: %s', async (_case, optional, expected) => {
    const tags = fields.map((name) => `<%= user.${name} %>`)
    const template = await templateWith(`<p>${tags.join('|')}</p>`)
    const GRAPHQL_AUTH = {
      EMAIL_TEMPLATE_ACTIVATION: template,
      EMAIL_TEMPLATE_ACTIVATION_RESEND: template,
    }
    const { call, mails } = await startWorld({ people: [], GRAPHQL_AUTH })
    expect(await call('register', { ...anna, ...optional })).toMatchObject({ success: true })
    await call('resendActivationEmail', { email: anna.email })
    const lines = (await mails()).flatMap((mail) => mail.lines)
    expect(lines).toEqual([expected, expected])
  })
})
