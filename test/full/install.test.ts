import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runScript } from '../support/dev-server.js'
import { emptyDirectory, run } from '../support/run.js'

// The demo does the same for the other flavor.
test('npm installs a new project, and every script of it works at once', async () => {
  const cwd = await emptyDirectory()
  const args = ['app', '--yes', '--flavor', 'relay', '--package-manager', 'npm']
  const { exitCode, stderr } = await run(args, { cwd })
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })

  const project = join(cwd, 'app')
  await runScript(project, 'migrate')
  await runScript(project, 'loaddata', '--', 'fixtures/users.json')
  for (const script of ['schema', 'lint', 'typecheck', 'test', 'build']) {
    await runScript(project, script)
  }
  expect(await readdir(project)).toEqual(
    expect.arrayContaining(['db.sqlite3', 'dist', 'node_modules', 'schema.graphql']),
  )
})
