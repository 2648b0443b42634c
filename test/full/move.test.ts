import { describe, expect, test } from 'vitest'
import { runScript, startDevServer } from '../support/dev-server.js'
import { newProject } from '../support/project.js'
import { withDatabase } from '../support/project-database.js'
import { slowServers } from '../support/sample.js'
import { isHere } from '../support/servers.js'
import { linkPackages } from '../support/sound.js'

const MANY = 10_000

/** A column of every type, which databases store in ways of their own. */
const USER_FIELDS = {
  nickname: { type: 'String', nullable: true },
  luckyNumber: { type: 'Int', nullable: true },
  height: { type: 'Float', nullable: true },
  newsletter: { type: 'Boolean', default: false },
  birthday: { type: 'Date', nullable: true },
  trialEnds: { type: 'DateTime', nullable: true },
}

describe.each(slowServers())('to %s', async (database) => {
  test.skipIf(!(await isHere(database)))('10,000 users move from SQLite', async () => {
    const project = await newProject()
    const { directory, read, write } = project
    await linkPackages(project)
    await project.configure({ USER_FIELDS })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    await runScript(directory, 'migrate')
    await write('many.json', JSON.stringify(manyUsers(await read('fixtures/users.json'))))
    await runScript(directory, 'loaddata', '--', 'many.json')
    await runScript(directory, 'dumpdata', '--', 'sqlite.json')

    await project.configure({ database })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    const ask = await withDatabase(project, database)
    await runScript(directory, 'migrate')
    await runScript(directory, 'loaddata', '--', 'sqlite.json')

    await runScript(directory, 'dumpdata', '--', 'moved.json')
    const [before, after] = [await read('sqlite.json'), await read('moved.json')]
    expect(JSON.parse(before)).toHaveLength(2 * MANY)
    expect(differences(before, after)).toEqual([])
    expect(await ask('SELECT user_id FROM user_status WHERE archived')).toHaveLength(MANY / 10)
    const { url } = await startDevServer(directory)
    expect(await logIn(url, `Müller${MANY}`)).toEqual({ data: { tokenAuth: { success: true } } })
  })
})

/** Fixtures of many users, who have the password of the first one. */
function manyUsers(fixtures: string): object[] {
  const [{ model, fields }] = JSON.parse(fixtures)
  return Array.from({ length: MANY }, (_, index) => index + 1).flatMap((pk) => [
    {
      ...{ model, pk },
      fields: {
        ...fields,
        ...{ username: `Müller${pk}`, email: `mueller${pk}@email.com`, is_active: pk % 7 > 0 },
        date_joined: new Date(pk * 12_345_678).toISOString(),
        ...{ nickname: pk % 3 ? `O'Neil\\${pk} 🦉` : null, lucky_number: -pk, height: pk / 3 },
        ...{ newsletter: pk % 2 > 0, birthday: '1752-09-14' },
        trial_ends: new Date(pk * 98_765_432).toISOString(),
      },
    },
    {
      ...{ model: 'graphql_auth.userstatus', pk },
      fields: {
        ...{ user: pk, verified: pk % 5 > 0, archived: pk % 10 === 1 },
        secondary_email: pk % 4 ? null : `Second${pk}@email.com`,
      },
    },
  ])
}

/** Two texts of megabytes: only the lines that differ are worth showing. */
function differences(before: string, after: string): string[] {
  const lines = after.split('\n')
  return before.split('\n').filter((line, index) => line !== lines[index])
}

async function logIn(url: string, username: string): Promise<unknown> {
  const query = `mutation { tokenAuth(username: "${username}", password: "123456") { success } }`
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return response.json()
}
