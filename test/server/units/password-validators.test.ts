import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { createPasswords } from '../../../src/passwords/hashing.js'
import {
  loadCommonPasswords,
  type PersonalDatum,
  passwordProblems,
} from '../../../src/passwords/validators.js'
import { projectRoot } from '../../../src/process/project-files.js'
import { settingsOf } from '../../../src/settings/settings.js'

const common = loadCommonPasswords(join(projectRoot, 'data/common-passwords.txt'))
const rules = {
  settings: settingsOf({}).GRAPHQL_AUTH.PASSWORD_VALIDATORS,
  commonPasswords: common,
  passwords: createPasswords({ bcryptCost: 4 }),
}

function person(username: string, firstName: string, lastName: string, email: string) {
  return [
    { label: 'username', value: username },
    { label: 'first name', value: firstName },
    { label: 'last name', value: lastName },
    { label: 'email address', value: email },
  ]
}

const people = {
  tester: person('test_user', '', '', 'test_user@email.com'),
  jose: person('josé.müller', 'José', 'Müller-Lüdenscheidt', 'jose.muller@exämple.org'),
  sisyphos: person('İstanbul', 'ΣΊΣΥΦΟΣ', 'ﬁnnegan', 'user²³@sub.domain-name.example'),
  nobody: person('', '', '', ''),
}

/** What Django 3.2 answers, in short: the label of what is similar, or the end of the code. */
const ANSWERS_OF_DJANGO: [keyof typeof people, password: string, problems: string][] = [
  ['tester', 'test_user', 'username'],
  ['tester', 'TEST_USER1', 'username'],
  ['tester', 'resu_tset', 'username'],
  ['tester', 'user1234!!', ''],
  ['tester', 'emailcom', 'email address'],
  ['tester', 'supersecretpassword', ''],
  ['tester', '123456', 'short, common, numeric'],
  ['tester', '  PassWord  ', 'common'],
  ['tester', 'Z K.LOVEMOM', 'common'],
  ['tester', 'test', 'short, common'],
  ['tester', 'tests', 'username, short'],
  ['tester', 'testxxx', 'short'],
  ['tester', 'testtestt', ''],
  ['jose', 'josemuller', 'username'],
  ['jose', 'JOSÉ_MÜLLER', 'username'],
  ['jose', 'lüdenscheid', 'last name'],
  ['jose', 'müller lüd', 'username'],
  ['jose', 'exämple99', 'email address'],
  ['jose', 'exmple99', 'email address'],
  ['jose', 'joséjoséjo', ''],
  ['jose', `josé${'x'.repeat(36)}`, ''],
  ['sisyphos', 'σίσυφοσ', 'first name, short'],
  ['sisyphos', 'i\u0307stanbul', 'username'],
  ['sisyphos', 'istanbul', 'username, common'],
  ['sisyphos', 'ﬁnneganx', 'last name'],
  ['sisyphos', 'finnegan', 'last name'],
  ['sisyphos', 'cafecafe', ''],
  ['sisyphos', 'domain-n', 'email address'],
  ['sisyphos', 'domain_name', 'email address'],
  ['sisyphos', 'user²³²³', 'email address'],
  ['nobody', '²²²²²²²²', 'numeric'],
  ['nobody', '①②③④⑤⑥⑦⑧', 'numeric'],
  ['nobody', '١٢٣٤٥٦٧٨', 'numeric'],
  ['nobody', '𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖', 'numeric'],
  ['nobody', '\u{10A40}'.repeat(8), 'numeric'],
  ['nobody', '½½½½½½½½', ''],
  ['nobody', 'ⅧⅧⅧⅧⅧⅧⅧⅧ', ''],
  ['nobody', '一二三四五六七八', ''],
  ['nobody', '-8675309', ''],
  ['nobody', '1357 2468', ''],
  ['nobody', '😀'.repeat(7), 'short'],
  ['nobody', '😀'.repeat(8), ''],
]

test.each(ANSWERS_OF_DJANGO)('%s chooses "%s": %s', (name, password, expected) => {
  expect(inShort(password, people[name])).toBe(expected)
})

describe('passwordProblems', () => {
  it('has the messages and codes that clients know', () => {
    const personal = [{ label: 'email address', value: '12345@example.com' }]
    expect(passwordProblems('12345', personal, rules)).toEqual([
      {
        message: 'The password is too similar to the email address.',
        code: 'password_too_similar',
      },
      {
        message: 'This password is too short. It must contain at least 8 characters.',
        code: 'password_too_short',
      },
      { message: 'This password is too common.', code: 'password_too_common' },
      { message: 'This password is entirely numeric.', code: 'password_entirely_numeric' },
    ])
  })

  it('refuses more bytes than bcrypt takes, counted as UTF-8', () => {
    const tooLong = {
      message: 'This password is too long. It must contain at most 72 bytes.',
      code: 'password_too_long',
    }
    expect(passwordProblems('ab'.repeat(36), [], rules)).toEqual([])
    expect(passwordProblems(`${'ab'.repeat(36)}c`, [], rules)).toEqual([tooLong])
    expect(passwordProblems('😀'.repeat(18), [], rules)).toEqual([])
    expect(passwordProblems('😀'.repeat(19), [], rules)).toEqual([tooLong])
  })
})

test('the list of common passwords is whole', () => {
  expect(common.size).toBe(19_727)
  expect(common.has('')).toBe(false)
  expect(common.has('password')).toBe(true)
})

function inShort(password: string, personal: PersonalDatum[]): string {
  return passwordProblems(password, personal, rules)
    .map(({ code, message }) =>
      code === 'password_too_similar'
        ? message.replace('The password is too similar to the ', '').replace('.', '')
        : code.replace(/^password_(too|entirely)_/, ''),
    )
    .join(', ')
}
