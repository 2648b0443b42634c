import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import bcrypt from 'bcrypt'
import { temporaryFolder } from '../../support/folder.js'

/** What each of the people logs in with. */
export const PASSWORD = '123456'

/** A hash that takes a millisecond to check: see `fastPasswords` of world.ts. */
export const FAST_COST = 4
export const HASH = bcrypt.hashSync(PASSWORD, FAST_COST)

/** Fields of a user and a status, as fixtures have them. */
export interface Person {
  user: Readonly<Record<string, unknown>>
  status?: Readonly<Record<string, unknown>>
}

/** Someone with a username and the address that belongs to it. */
export function person(
  username: string,
  status: Person['status'] = { verified: true },
  user: Person['user'] = {},
): Person {
  return { user: { username, email: `${username}@email.com`, password: HASH, ...user }, status }
}

/** The four of the seed document, and someone whose account is closed. Their pk counts from 1. */
export const CAST: readonly Person[] = [
  person('user1', { verified: false }),
  person('user2'),
  person('user3', { verified: true, archived: true }),
  person('user4', { verified: true, secondaryEmail: 'user4_secondary@email.com' }),
  person('user5', { verified: true }, { isActive: false }),
]

/** Writes a file for loaddata. @returns its path */
export async function fixtureOf(people: readonly Person[]): Promise<string> {
  const rows = people.flatMap(({ user, status = {} }, index) => {
    const pk = index + 1
    return [
      { model: 'users.User', pk, fields: user },
      { model: 'users.UserStatus', pk, fields: { user: pk, ...status } },
    ]
  })
  const file = join(await temporaryFolder(), 'people.json')
  await writeFile(file, JSON.stringify(rows))
  return file
}
