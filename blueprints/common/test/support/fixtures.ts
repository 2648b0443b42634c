import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartError } from '../../src/errors/start-error.js'
import { loadFixtures } from '../../src/fixtures/load.js'
import { temporaryFolder } from './folder.js'
import type { TestServer } from './server.js'
import { type Credentials, PASSWORD } from './users.js'

// Two users who are not in fixtures/users.json, with all that a user cannot be without.
export const ann = {
<%- include('lines.ejs', { lines: tests.rows.ann, indent: '  ' }) -%>
}
export const bob = {
<%- include('lines.ejs', { lines: tests.rows.bob, indent: '  ' }) -%>
}

/** What Ann logs in with. */
export const annsCredentials: Credentials = <%= tests.rows.annsCredentials %>

/** A user, as a row of a fixture. */
export function userRow(pk: unknown, fields: object): object {
  return { model: 'users.CustomUser', pk, fields }
}

/** The status of a user, as a row of a fixture. */
export function statusRow(user: number, fields: object): object {
  return { model: 'graphql_auth.userstatus', pk: user, fields: { user, ...fields } }
}

/** Loads rows, as `npm run loaddata` does. */
export async function load({ app }: TestServer, rows: object[]): Promise<void> {
  await loadFixtures(app, [await writeFixture(rows)])
}

/** What `npm run loaddata` says of rows that it does not load, without the name of the file. */
export async function problemsOf({ app }: TestServer, rows: object[]): Promise<string[]> {
  const file = await writeFixture(rows)
  const error: unknown = await loadFixtures(app, [file]).catch((reason: unknown) => reason)
  if (!(error instanceof StartError)) throw new Error('Nothing was wrong.')
  return error.lines.map((line) => line.replace(`${file}: `, '').replace(` of ${file}`, ''))
}

async function writeFixture(rows: object[]): Promise<string> {
  const file = join(await temporaryFolder(), 'fixture.json')
  await writeFile(file, JSON.stringify(rows))
  return file
}
