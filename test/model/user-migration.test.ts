import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ColumnChange } from '../../src/model/column-changes.js'
import { userColumns } from '../../src/model/columns.js'
import { userMigration } from '../../src/model/migration/user-migration.js'
import { findRenames } from '../../src/model/renames.js'
import { userModel } from '../../src/model/user-model.js'
import type { FieldType, Settings } from '../../src/settings/types.js'
import { projectWith } from '../support/settings.js'
import {
  type OpenDatabase,
  runsOn,
  type TestDatabase,
  testDatabases,
  type Value,
} from '../support/test-databases.js'
import { databaseOf, insertUser, migrate, sessionCount, valuesIn } from '../support/users-table.js'

const NAMES = ['username', 'nickname', 'email', 'contact', 'phone']
const EMAILS = ['email', 'contact']

const definition = fc.constantFrom<object>(
  { type: 'String', nullable: true },
  { type: 'String', maxLength: 40 },
  { type: 'String', unique: true },
  { type: 'String', default: 'none' },
  { type: 'Int', nullable: true },
)

/** Settings in which any name may be the username, the e-mail, both, an extra field or nothing. */
const settings: fc.Arbitrary<Settings> = fc
  .record({
    username: fc.constantFrom(...NAMES),
    email: fc.constantFrom(...EMAILS),
    extras: fc.dictionary(fc.constantFrom(...NAMES), definition, { noNullPrototype: true }),
  })
  .map(({ username, email, extras }) => {
    const isExtra = ([name]: [string, object]) => name !== username && name !== email
    const fields = Object.entries(extras).filter(isExtra)
    const types = fields.map(([name, field]) => [name, 'type' in field ? field.type : 'String'])
    const identity = { [email]: 'String', [username]: 'String' }
    return projectWith({
      ...{ USERNAME_FIELD: username, EMAIL_FIELD: email, USER_FIELDS: Object.fromEntries(fields) },
      GRAPHQL_AUTH: { REGISTER_MUTATION_FIELDS: { ...identity, ...Object.fromEntries(types) } },
    }).settings
  })

interface Users {
  settings: Settings
  without: boolean
}

/** A database of the settings with two users who share no value; one has nothing that need not be. */
async function usersOf(open: OpenDatabase, { settings, without }: Users): Promise<TestDatabase> {
  const columns = userColumns(userModel(settings))
  const database = await databaseOf(open, columns)
  for (const number of without ? [] : [1, 2]) {
    const values = columns.map(({ name, type, nullable, keyOf }) => {
      const value = sampleOf(type, { of: keyOf ?? name, number })
      return [name, nullable && number === 2 ? null : value] as const
    })
    await insertUser(database, Object.fromEntries(values))
  }
  return database
}

function sampleOf(type: FieldType, { of, number }: { of: string; number: number }): Value {
  if (type === 'String') return `${of} ${number}`
  return type === 'DateTime' ? `2026-01-0${number} 03:04:05.000` : number - 1
}

/** A default that took the place of nothing may not go back into a column of another type. */
function fillsGaps(change: ColumnChange): boolean {
  return change.kind === 'alter' && change.before.nullable && !change.after.nullable
}

const law = 'whatever becomes of names, tables follow, there and back, and nothing is lost'

test.each(await testDatabases())(`${law}: %s`, (name, open) => {
  const said = settings.map((file) => ({ ...file, database: name }))
  return fc.assert(
    fc.asyncProperty(said, said, fc.boolean(), async (before, after, without) => {
      const models = { before: userModel(before), after: userModel(after) }
      const migration = userMigration({ before, after, renames: new Map() })
      const found = findRenames(models, new Map())
      if ('problems' in migration || 'problems' in found) return

      const database = await usersOf(open, { settings: before, without })
      const old = await database.layout()
      const identity = new Map<string, unknown[]>()
      for (const { name, column } of [models.before.username, models.before.email]) {
        const to = models.after.fields.find(
          (field) => field.name === (found.renames.get(name) ?? name),
        )
        if (to) identity.set(to.column, await valuesIn(database, column))
      }

      const isUp = (await migrate(database, migration.up)) === null
      const current = isUp
        ? await (await databaseOf(open, userColumns(models.after))).layout()
        : old
      expect(await database.layout()).toEqual(current)
      if (without) expect(isUp).toBe(true)
      if (!isUp) return
      for (const [to, values] of identity) expect(await valuesIn(database, to)).toEqual(values)
      if (models.after.hasUsername) {
        const { column } = models.after.username
        const names = await valuesIn(database, column)
        const keys = names.map((name) => String(name).toLowerCase())
        expect(await valuesIn(database, `${column}_key`)).toEqual(keys)
      }

      const isDown = (await migrate(database, migration.down)) === null
      if (!migration.changes.some(fillsGaps)) expect(isDown).toBe(true)
      expect(await database.layout()).toEqual(isDown ? old : current)
      expect(await sessionCount(database)).toBe(without ? 0 : 2)
    }),
    { numRuns: runsOn(name) },
  )
})
