import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EntityManager } from 'typeorm'
import { expect, test } from 'vitest'
import { dumpFixtures, writeNewFile } from '../../../src/fixtures/dump.js'
import { loadFixtures } from '../../../src/fixtures/load.js'
import { canonicalUsername } from '../../../src/identifiers/username.js'
import { User } from '../../../src/users/user.entity.js'
import { UserStatus } from '../../../src/users/user-status.entity.js'
import { temporaryFolder } from '../../support/folder.js'
import { HASH } from '../support/people.js'
import { startWorld, type World } from '../support/world.js'

const MANY = 10_000
/** Rows of one INSERT. */
const CHUNK = 500

/** The bound is generous: it is missed by what grows with the square of the users. */
const timeout = 240_000

test('10,000 users move to another database, some of them at a time', { timeout }, async () => {
  const from = await startWorld({ people: [] })
  const to = await startWorld({ people: [] })
  await from.app.database.transaction(insertMany)

  const dump = await dumpOf(from)
  expect(await loadFixtures(to.app, [dump.file])).toEqual({ users: MANY, statuses: MANY })

  expect(dump.pieces.length).toBeGreaterThan(10)
  const longest = Math.max(...dump.pieces)
  expect(longest).toBeLessThan(dump.text.length / 10)
  expectSame(await dumpOf(to), dump)
  await to.enter(`User${MANY}`)
})

test('10,000 users are loaded once more, and stay what they are', { timeout }, async () => {
  const { app } = await startWorld({ people: [] })
  await app.database.transaction(insertMany)
  const dump = await dumpOf({ app })

  await loadFixtures(app, [dump.file])

  expectSame(await dumpOf({ app }), dump)
})

interface Dump {
  file: string
  text: string
  /** The lengths of the pieces in which it was written. */
  pieces: number[]
}

/** Dumps a server into a file. */
async function dumpOf({ app }: Pick<World, 'app'>): Promise<Dump> {
  const file = join(await temporaryFolder(), 'dump.json')
  const pieces: number[] = []
  async function* measured(text: AsyncIterable<string>): AsyncGenerator<string> {
    for await (const piece of text) {
      pieces.push(piece.length)
      yield piece
    }
  }
  await dumpFixtures(app.database, (text) => writeNewFile(file, measured(text)))
  return { file, text: await readFile(file, 'utf8'), pieces }
}

/** Two texts of megabytes: only the lines that differ are worth showing. */
function expectSame(one: Dump, other: Dump): void {
  const lines = other.text.split('\n')
  expect(one.text.split('\n').filter((line, index) => line !== lines[index])).toEqual([])
  expect(one.text.length).toBe(other.text.length)
}

async function insertMany(manager: EntityManager): Promise<void> {
  const users = Array.from({ length: MANY }, (_, index) => userOf(index + 1))
  for (let start = 0; start < MANY; start += CHUNK) {
    const chunk = users.slice(start, start + CHUNK)
    const columns = Object.keys(userOf(1))
    const insert = manager.createQueryBuilder().insert().into(User, columns)
    await insert.values(chunk).updateEntity(false).execute()
    const statuses = chunk.map(({ id }) => ({ userId: id, verified: true }))
    await manager.insert(UserStatus, statuses)
  }
}

function userOf(id: number) {
  const username = `User${id}`
  return {
    ...{ id, username, usernameKey: canonicalUsername(username), email: `${username}@email.com` },
    ...{ password: HASH, firstName: '', lastName: '', dateJoined: new Date(id * 1000) },
  }
}
