import { describe, expect, test } from 'vitest'
import { RUN_OPTIONS } from '../../../src/cli/create/create-options.js'
import { COMMANDS } from '../../../src/cli/create/misspelt-command.js'
import { choicesOf, flagName, QUESTIONS } from '../../../src/cli/create/questions.js'
import { buildProgram } from '../../../src/cli/program.js'

const done = async () => 0
const actions = { create: done, regenerate: done, status: done, diff: done, info: done }

function helpText(): string {
  return buildProgram(actions, { exitCode: 0, output: [] }).helpInformation()
}

describe('the questions', () => {
  test('are the documented options', () => {
    const flags = [...QUESTIONS.map(flagName), ...RUN_OPTIONS.map(({ flag }) => flag)]
    expect(flags).toEqual([
      '[directory]',
      '--flavor',
      '--database',
      '--username-field',
      '--email-field',
      '--register-field',
      '--package-manager',
      '--no-git',
      '--no-commit',
      '--no-install',
      '--settings <file>',
      '-y, --yes',
      '--dry-run',
      '--json',
    ])
  })

  test('know all commands that could be meant instead of a directory', () => {
    const program = buildProgram(actions, { exitCode: 0, output: [] })
    expect([...program.commands.map((command) => command.name()), 'help']).toEqual(COMMANDS)
  })

  test('have the names under which commander hands over their flags', () => {
    const program = buildProgram(actions, { exitCode: 0, output: [] })
    const attributes = program.options.map((option) => option.attributeName())
    expect(['directory', ...attributes]).toEqual(
      expect.arrayContaining(QUESTIONS.map((question) => question.name)),
    )
  })

  test.each(QUESTIONS.map((question) => [question.name, question] as const))(
    '%s is asked, and explained in the help',
    (_, question) => {
      expect(question.ask).toMatch(/\S/)
      const help = helpText().replace(/\s+/g, ' ')
      expect(help).toContain(question.help)
    },
  )

  test('have defaults that are right', () => {
    for (const question of QUESTIONS) {
      if (question.kind !== 'text') continue
      const usual =
        typeof question.default === 'string'
          ? question.default
          : question.default({ packageManager: 'yarn' })
      expect(question.check(usual)).toBeNull()
    }
  })

  test('with choices take exactly these', () => {
    for (const question of QUESTIONS) {
      if (question.kind !== 'text' || !question.hints) continue
      for (const { name, hint } of choicesOf(question)) {
        expect(question.check(name)).toBeNull()
        expect(hint).toMatch(/^.{5,60}$/)
      }
      expect(question.check('nothing-like-it')).toMatch(/^unknown .*; one of /)
    }
  })
})
