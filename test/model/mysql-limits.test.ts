import { describe, expect, test } from 'vitest'
import { userColumns } from '../../src/model/columns.js'
import { dialectOf } from '../../src/model/dialects.js'
import { userModel } from '../../src/model/user-model.js'
import { parseSettings } from '../../src/settings/read/parse.js'
import type { FieldType } from '../../src/settings/types.js'
import { hasMysql, isMysqlItself } from '../support/mysql.js'
import { temporaryUrl } from '../support/servers.js'
import { projectWith } from '../support/settings.js'
import { mysqlSession } from '../support/tables-on-mysql.js'
import { usersTable } from '../support/users-table.js'

const optional = (type: FieldType) => ({ type, nullable: true })
const text = (maxLength: number) => ({ ...optional('String'), maxLength })

describe.skipIf(!(await hasMysql()))('what the settings let through has its place in MySQL', () => {
  const refusals = async (fields: Record<string, object>) => {
    const file = { database: 'mysql', USER_FIELDS: fields }
    const checked = parseSettings(file)
    // The same tables, without the checks.
    const { settings } = projectWith({ ...file, database: 'sqlite' })
    const columns = userColumns(userModel({ ...settings, database: 'mysql' }))
    const session = await mysqlSession(await temporaryUrl('mysql'))
    const created = await session.query(usersTable(columns, dialectOf('mysql'))).then(
      () => null,
      (error: Error) => error.message,
    )
    await session.end()
    return { checked: 'problems' in checked ? checked.problems : null, created }
  }

  test.each([
    ['a long text', 4647, {}],
    [
      'a long text beside numbers',
      4643,
      { height: optional('Float'), until: optional('DateTime') },
    ],
  ])('%s', async (_name, most, others) => {
    const fields = (length: number) => ({ a: text(10_000), b: text(length), ...others })
    expect(await refusals(fields(most))).toEqual({ checked: null, created: null })
    const { checked, created } = await refusals(fields(most + 1))
    expect(checked).toEqual([
      expect.stringMatching(
        /^USER_FIELDS: would take 65,5\d\d bytes of MySQL, which has 65,535 per user/,
      ),
    ])
    expect(created).toContain('Row size too large')
  })

  test('many short texts', async () => {
    const fields = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`text${index}`, text(63)]))
    expect(await refusals(fields(31))).toEqual({ checked: null, created: null })
    const { checked, created } = await refusals(fields(32))
    expect(checked).toEqual([
      'USER_FIELDS: would take 8,266 bytes of MySQL, which has 8,126 for short fields: use fewer',
    ])
    // A project may move to MariaDB.
    if (await isMysqlItself()) expect(created).toBeNull()
    else expect(created).toContain('Row size too large')
  })
})
