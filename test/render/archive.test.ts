import { expect, test, vi } from 'vitest'
import { blueprintsIn } from '../../src/render/engine.js'

/** As Yarn reads the archive that `yarn dlx` runs the program from. */
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>()
  const readdirSync = (path: string, options: { withFileTypes: true }) =>
    fs.readdirSync(path, { ...options, recursive: false })
  return { ...fs, readdirSync }
})

test('blueprints are found in an archive, too', () => {
  const paths = ['_gitignore', 'src/mutations/register.ts']
  expect(blueprintsIn('common')).toEqual(expect.arrayContaining(paths))
})
