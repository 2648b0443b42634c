import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { emptyDirectory, run } from '../support/run.js'

test('npm installs a new project, and its database driver works', async () => {
  const cwd = await emptyDirectory()
  const { exitCode, stderr } = await run(['app', '--yes', '--package-manager', 'npm'], { cwd })
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
  expect(await readdir(join(cwd, 'app'))).toContain('node_modules')
  // Its install script is one that npm 12 runs only where package.json allows it.
  const query = "new (require('better-sqlite3'))(':memory:').prepare('select 1').run"
  const driver = await execa(process.execPath, ['-e', query], { cwd: join(cwd, 'app') })
  expect(driver.exitCode).toBe(0)
})
