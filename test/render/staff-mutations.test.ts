import { expect, test } from 'vitest'
import { render } from '../../src/render/render.js'
import { projectWith } from '../support/settings.js'
import type { Said } from '../support/shapes.js'

/** The files of a project that are not those of the default settings. */
function changedBy(GRAPHQL_AUTH: Said): string[] {
  const usual = new Map(render(projectWith({})).map(({ path, content }) => [path, content]))
  const files = render(projectWith({ GRAPHQL_AUTH }))
  return files.flatMap(({ path, content }) => (usual.get(path) === content ? [] : [path]))
}

test('without mutations for staff, nothing is rendered for them', () => {
  expect(changedBy({ STAFF_MUTATIONS: false })).toEqual([])
  expect(changedBy({ STAFF_MUTATIONS: [] })).toEqual([])
})

test('a mutation for staff has a file, and a row of the README', () => {
  expect(changedBy({ STAFF_MUTATIONS: ['verifyUser'] })).toEqual([
    'README.md',
    'graphql-auth.json',
    'src/auth/staff.ts',
    'src/context/security-log.ts',
    'src/mutations/index.ts',
    'src/mutations/verify-user.ts',
    'src/settings/shape.ts',
    'test/protected-mutations.test.ts',
    'test/staff-mutations.test.ts',
    'test/support/operations.ts',
  ])
})
