import { describe, expect, test } from 'vitest'
import { flagName, QUESTIONS } from '../../../src/cli/create/questions.js'
import { quoted, recordedCommand, repeatCommand } from '../../../src/cli/create/repeat-command.js'
import { optionsTable } from '../../support/options-table.js'

const answers = {
  directory: 'my app',
  flavor: 'relay',
  database: 'sqlite',
  usernameField: 'email',
  emailField: 'email',
  registerField: ['phone?', 'luckyNumber:Int'],
  packageManager: 'npm',
  git: true,
  commit: true,
  install: false,
}
const run = { yes: false, dryRun: true, json: true }

describe('the command that repeats a run', () => {
  test('says every answer, and asks nothing', () => {
    expect(repeatCommand({}, answers, run, 'npx')).toBe(
      "npx create-graphql-auth 'my app' --flavor relay --database sqlite --username-field email --email-field email --register-field phone:String:optional --register-field luckyNumber:Int --package-manager npm --no-install --yes",
    )
  })

  test('is recorded without the folders of a person', () => {
    const given = { directory: '/home/ada/my-app' }
    const made = { ...answers, ...given }
    const withFile = { ...run, settings: '/home/ada/graphql-auth.json' }
    expect(recordedCommand(given, made, withFile, 'npm')).toBe(
      'npx create-graphql-auth my-app --package-manager npm --no-install --settings graphql-auth.json --yes',
    )
    expect(repeatCommand(given, made, run, 'npm')).toContain(' /home/ada/my-app ')
    const beside = { ...answers, directory: '../my-app' }
    expect(recordedCommand({}, beside, run, 'npm')).toContain(' ../my-app ')
  })

  test('leaves to a settings file what it says', () => {
    const given = { directory: 'my app', emailField: 'email' }
    const withFile = { ...run, settings: 'my settings.json' }
    expect(repeatCommand(given, answers, withFile, 'bunx')).toBe(
      "bunx create-graphql-auth 'my app' --email-field email --package-manager npm --no-install --settings 'my settings.json' --yes",
    )
  })

  test.each([
    ['my-app', 'my-app'],
    ['../a/b.c', '../a/b.c'],
    ['', "''"],
    ["it's", "'it'\\''s'"],
    ['$(x)', "'$(x)'"],
  ])('%j is quoted as %s', (word, expected) => {
    expect(quoted(word)).toBe(expected)
  })
})

test('the table of options has a row for every question', () => {
  const rows = optionsTable().split('\n')
  for (const question of QUESTIONS) {
    const own = rows.filter((row) => row.startsWith(`| \`${flagName(question)}`))
    expect(own).toEqual([expect.stringContaining(question.help)])
  }
})
