import { expect, it } from 'vitest'
import { readEnv } from '../../../src/settings/env/env.js'

function databaseOf(DATABASE_URL: string): string {
  const SECRET_KEY = 'only-for-tests-only-for-tests-only-for-tests'
  return readEnv({ SECRET_KEY, DATABASE_URL }, { mode: 'test', projectFolder: '/srv/app' }).database
}

it.each([
  ['sqlite:db.sqlite3', '/srv/app/db.sqlite3'],
  ['sqlite:./data/db.sqlite3', '/srv/app/data/db.sqlite3'],
  ['sqlite:/data/db.sqlite3', '/data/db.sqlite3'],
  ['sqlite:my data/100%/#1.sqlite3', '/srv/app/my data/100%/#1.sqlite3'],
])('%s is %s', (url, file) => {
  expect(databaseOf(url)).toBe(file)
})

it.each([
  ['sqlite:///db.sqlite3', 'sqlite:./db.sqlite3 for a file of this project, or sqlite:/db.sqlite3'],
  ['sqlite:////data/x.db', 'sqlite:./data/x.db for a file of this project, or sqlite:/data/x.db'],
  ['sqlite://db.sqlite3', 'sqlite:./db.sqlite3 for a file of this project'],
  ['sqlite://./x', 'sqlite:./x for a file of this project'],
  ['sqlite::memory:', 'must be sqlite:FILE'],
  ['sqlite:', 'must be sqlite:FILE'],
  ['sqlite:file:db.sqlite3', 'options are not supported'],
  ['sqlite:db.sqlite3?mode=rwc', 'options are not supported'],
  ['sqlite:my%20data.sqlite3', 'write a blank instead of %20'],
  ['sqlite3:db.sqlite3', 'must be sqlite:FILE'],
  ['postgres://localhost/db', 'must be sqlite:FILE'],
])('%s is refused: %s', (url, line) => {
  expect(() => databaseOf(url)).toThrow(line)
})
