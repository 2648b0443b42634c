import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadFixtures } from '../../../src/fixtures/load.js'
import { temporaryFolder } from '../../support/folder.js'
import { refusedFor, wire } from '../support/answers.js'
import { CAST, fixtureOf, type Person, person } from '../support/people.js'
import { resetToken } from '../support/tokens.js'
import { startWorld } from '../support/world.js'

const GOOD = 'correct horse'
const passwords = { newPassword1: GOOD, newPassword2: GOOD }

it('as many plain passwords as there are', async () => {
  const { app, enter } = await startWorld({ people: [] })
  const people = Array.from({ length: 60 }, (_, index) =>
    person(`user${index + 1}`, { verified: true }, { password: GOOD }),
  )
  await loadFixtures(app, [await fixtureOf(people)])
  await enter('user60', GOOD)
})

it('S25: the number of a user who was removed is not given to another one', async () => {
  const world = await startWorld({ GRAPHQL_AUTH: { ALLOW_DELETE_ACCOUNT: true } })
  const register = async (username: string) => {
    const account = { username, email: `${username}@email.com`, password1: GOOD, password2: GOOD }
    expect(await world.call('register', account)).toMatchObject({ success: true })
    return Number((await world.see(username))?.pk)
  }
  const first = await register('anna')
  await world.app.database.transaction((manager) => manager.delete('users', { id: first }))
  await loadFixtures(world.app, [await fixtureOf(CAST)])
  expect(await register('bert')).toBeGreaterThan(first)
})

/** What a fixture makes of user4, whose secondary address had a link. */
const CHANGES: [what: string, user4: Person][] = [
  ['takes it away', person('user4', { verified: true, secondaryEmail: null })],
  ['replaces it', person('user4', { verified: true, secondaryEmail: 'other@email.com' })],
  ['closes the account', person('user4', CAST[3]?.status, { isActive: false })],
]

it.each(CHANGES)('S3: a link to a secondary address is dead when a fixture %s', async (...row) => {
  const world = await startWorld()
  const token = await resetToken(world, 'user4_secondary@email.com')
  const [, changed] = row
  const people = CAST.map((one) => (one.user.username === 'user4' ? changed : one))
  await loadFixtures(world.app, [await fixtureOf(people)])
  expect(await world.call('passwordReset', { token, ...passwords })).toEqual(
    refusedFor('passwordReset', wire.invalidToken),
  )
})

it('says of a dump in UTF-16, which PowerShell writes, that it is one', async () => {
  const { app } = await startWorld({ people: [] })
  const file = join(await temporaryFolder(), 'dump.json')
  await writeFile(file, Buffer.from('\uFEFF[]', 'utf16le'))
  await expect(loadFixtures(app, [file])).rejects.toThrow(`${file}: is UTF-16: save it as UTF-8`)
})
