import fc from 'fast-check'
import { expect, test } from 'vitest'
import { userColumns } from '../../src/model/columns.js'
import type { ColumnChange } from '../../src/model/diff.js'
import { userMigration } from '../../src/model/migration/user-migration.js'
import { findRenames } from '../../src/model/renames.js'
import { userModel } from '../../src/model/user-model.js'
import type { Settings } from '../../src/settings/types.js'
import { projectWith } from '../support/settings.js'
import {
  databaseOf,
  insertUser,
  layoutOf,
  migrate,
  sessionCount,
  valuesIn,
} from '../support/users-table.js'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 200)
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

/** A database of the settings with two users who share no value; one has nothing that need not be. */
function usersOf({ settings, without }: { settings: Settings; without: boolean }) {
  const columns = userColumns(userModel(settings))
  const database = databaseOf(columns)
  for (const number of without ? [] : [1, 2]) {
    const values = columns.map(({ name, type, nullable, keyOf }) => {
      const value = type === 'String' ? `${keyOf ?? name} ${number}` : number
      return [name, nullable && number === 2 ? null : value] as const
    })
    insertUser(database, Object.fromEntries(values))
  }
  return database
}

/** A default that took the place of nothing may not go back into a column of another type. */
function fillsGaps(change: ColumnChange): boolean {
  return change.kind === 'alter' && change.before.nullable && !change.after.nullable
}

test('whatever becomes of names, tables follow, there and back, and nothing is lost', () => {
  fc.assert(
    fc.property(settings, settings, fc.boolean(), (before, after, without) => {
      const models = { before: userModel(before), after: userModel(after) }
      const migration = userMigration({ before, after, renames: new Map() })
      const found = findRenames(models, new Map())
      if ('problems' in migration || 'problems' in found) return

      const database = usersOf({ settings: before, without })
      const old = layoutOf(database)
      const identity = [models.before.username, models.before.email].flatMap(({ name, column }) => {
        const to = models.after.fields.find(
          (field) => field.name === (found.renames.get(name) ?? name),
        )
        return to ? [{ to: to.column, values: valuesIn(database, column) }] : []
      })

      const isUp = migrate(database, migration.up) === null
      expect(layoutOf(database)).toEqual(
        isUp ? layoutOf(databaseOf(userColumns(models.after))) : old,
      )
      if (without) expect(isUp).toBe(true)
      if (!isUp) return
      for (const { to, values } of identity) expect(valuesIn(database, to)).toEqual(values)
      if (models.after.hasUsername) {
        const { column } = models.after.username
        const keys = valuesIn(database, column).map((name) => String(name).toLowerCase())
        expect(valuesIn(database, `${column}_key`)).toEqual(keys)
      }

      const current = layoutOf(database)
      const isDown = migrate(database, migration.down) === null
      if (!migration.changes.some(fillsGaps)) expect(isDown).toBe(true)
      expect(layoutOf(database)).toEqual(isDown ? old : current)
      expect(sessionCount(database)).toBe(without ? 0 : 2)
    }),
    { numRuns: RUNS },
  )
})
