import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commit, committedProject } from '../support/project.js'
import { emptyDirectory, run } from '../support/run.js'

const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')

/** What the README prints of a command, up to the next one, without the number in a migration's name. */
function printedOf(command: string): string {
  const [, printed = ''] = readme.split(`$ npx create-graphql-auth ${command}\n`)
  return withoutTime(
    printed
      .split(/\n\$ |\n```/, 1)
      .join('')
      .trim(),
  )
}

function withoutTime(text: string): string {
  return text.replace(/\d{13}/g, 'TIME')
}

test('the README prints what create prints', async () => {
  const [, command = ''] = /^ {2}npx create-graphql-auth (.+)$/m.exec(readme) ?? []
  const { stdout } = await run(command.split(' '), { cwd: await emptyDirectory() })
  expect(readme).toContain(stdout.trim())
})

test('the README prints what diff and regenerate print', async () => {
  const project = await committedProject()
  const getter = '  get displayName(): string {\n    return this.firstName\n  }\n\n'
  await project.edit('src/users/user.entity.ts', '  @OneToOne', `${getter}  @OneToOne`)
  await rm(join(project.directory, 'compose.yaml'))
  await commit(project)
  await project.configure({
    USER_FIELDS: { phone: { type: 'String', maxLength: 30, nullable: true } },
    GRAPHQL_AUTH: {
      REGISTER_MUTATION_FIELDS_OPTIONAL: ['phone'],
      UPDATE_MUTATION_FIELDS: ['firstName', 'lastName', 'phone'],
    },
  })
  const diff = await project.run('diff', 'src/users')
  // Where our getter stands is the owner's business.
  const hunk = (text: string) =>
    text
      .replace(/@@.+@@/, '@@')
      .replace(/^ $/gm, '')
      .trim()
  expect(hunk(diff.stdout)).toBe(hunk(printedOf('diff src/users')))
  const regenerated = await project.run('regenerate')
  expect(withoutTime(regenerated.stdout).trim()).toBe(printedOf('regenerate'))
})
