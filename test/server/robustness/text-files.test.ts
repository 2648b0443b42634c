import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { loadEnvFile, readEnv } from '../../../src/settings/env/env.js'
import { loadSettings } from '../../../src/settings/settings.js'
import { temporaryFolder } from '../../support/folder.js'

/** Reads a file of variables. @returns what it makes of FIRST and SECOND, and what it printed */
async function variablesOf(content: string | Buffer) {
  const file = join(await temporaryFolder(), '.env')
  await writeFile(file, content)
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => {
    printed.mockRestore()
    delete process.env.FIRST
    delete process.env.SECOND
  })
  loadEnvFile(file)
  const { FIRST, SECOND } = process.env
  return { FIRST, SECOND, lines: printed.mock.calls.flat() }
}

const BOTH = { FIRST: 'one', SECOND: 'two' }

it.each([
  ['as it is', 'FIRST=one\nSECOND=two\n'],
  ['behind a byte order mark', '\uFEFFFIRST=one\nSECOND=two\n'],
  ['with line ends of Windows', 'FIRST=one\r\nSECOND="two"\r\n'],
  ['with comments', '# a#b\nFIRST=one # first\nSECOND="two" #second\n'],
  ['with export', 'export FIRST=one\n  SECOND = two\n'],
])('.env %s', async (_how, content) => {
  expect(await variablesOf(content)).toEqual({ ...BOTH, lines: [] })
})

it('the environment wins over .env', async () => {
  process.env.FIRST = 'mine'
  expect(await variablesOf('FIRST=one\nSECOND=two\n')).toMatchObject({ FIRST: 'mine' })
})

it.each(['FIRST=one#secret', 'export FIRST=one#secret', 'FIRST = one#secret', 'FIRST=#secret'])(
  '.env says which value ends before its #, and not the value: %s',
  async (line) => {
    expect(await variablesOf(`${line}\r\nSECOND="t#wo"\n`)).toMatchObject({
      SECOND: 't#wo',
      lines: ['.env: FIRST ends before its #: put the value in quotes'],
    })
  },
)

it.each([
  [
    'in UTF-16',
    Buffer.from('\uFEFFFIRST=one\n', 'utf16le'),
    /^\.env: is UTF-16: save it as UTF-8$/,
  ],
  ['in Latin-1', Buffer.from('FIRST=\xe9\n', 'latin1'), /^\.env: is not UTF-8: save it as UTF-8$/],
])('.env %s is one line', async (_how, content, line) => {
  await expect(variablesOf(content)).rejects.toThrow(line)
})

it.each(['.env', 'graphql-auth.json'])('%s that is not a file is one line', async (name) => {
  const folder = await temporaryFolder()
  const load = () => (name === '.env' ? loadEnvFile(join(folder, name)) : loadSettings(folder))
  await mkdir(join(folder, name))
  expect(load).toThrow(`${name}: ${join(folder, name)} is not a file`)
})

it.runIf(process.platform !== 'win32').each(['.env', 'graphql-auth.json'])(
  '%s that is a pipe keeps no one waiting',
  async (name) => {
    const folder = await temporaryFolder()
    execFileSync('mkfifo', [join(folder, name)])
    const load = () => (name === '.env' ? loadEnvFile(join(folder, name)) : loadSettings(folder))
    expect(load).toThrow(`${name}: ${join(folder, name)} is not a file`)
  },
)

it('graphql-auth.json that is not JSON is one line', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'graphql-auth.json'), '// mine\n{\n}\n')
  expect(() => loadSettings(folder)).toThrow(/^graphql-auth\.json is not valid JSON: .*$/)
})

it('a variable that is missing is said to be', () => {
  expect(() => readEnv({}, { mode: 'test', projectFolder: '.' })).toThrow(
    'SECRET_KEY: is missing: set it to 32 or more random bytes',
  )
})
