import { appendFile, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startDevServer } from '../support/dev-server.js'
import { renderedProject, runTool } from '../support/rendered.js'
import { projectWith } from '../support/settings.js'

test('the server that runs while developing starts again when one of its files changes', async () => {
  const directory = await renderedProject(projectWith({ flavor: 'graphql' }))
  await writeFile(join(directory, '.env'), await readFile(join(directory, '.env.example')))
  await runTool(directory, 'tsx', ['src/commands/migrate.ts'])
  const server = await startDevServer(directory)
  const starts = () => server.output().match(/Listening on/g)?.length

  const touch = (path: string) => utimes(join(directory, path), new Date(), new Date())
  const changes = [
    () => appendFile(join(directory, '.env'), '\nSITE_NAME=Another name\n'),
    () => touch('emails/activation.html.ejs'),
    () => touch('graphql-auth.json'),
    () => touch('src/app.ts'),
  ]
  for (const [index, change] of changes.entries()) {
    await change()
    await expect.poll(starts, { timeout: 60_000, interval: 100 }).toBe(index + 2)
  }
})

test.each(['postgres', 'mysql'])('without %s the tests say so in one line', async (database) => {
  const directory = await renderedProject(projectWith({ flavor: 'graphql', database }))
  // No one listens at port 1.
  await writeFile(join(directory, '.env'), `TEST_DATABASE_URL=${database}://127.0.0.1:1/accounts\n`)
  const { exitCode, stderr } = await runTool(directory, 'vitest', ['run'])
  expect(exitCode).toBe(1)
  expect(stderr.trim()).toMatch(
    /^TEST_DATABASE_URL: the tests cannot connect to 127\.0\.0\.1:1\/accounts: .*ECONNREFUSED.*: run .*$/,
  )
})
