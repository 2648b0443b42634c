import { expect, test } from 'vitest'
import { render } from '../../src/render/render.js'
import { rowsOf } from '../../src/settings/table/table.js'
import { projectWith } from '../support/settings.js'

const page = render(projectWith({})).find(({ path }) => path === 'SECURITY.md')?.content ?? ''

const CHANGED = rowsOf('GRAPHQL_AUTH').flatMap(({ name, django }) =>
  django === undefined ? [] : [[name, JSON.stringify(django)] as const],
)

test.each(CHANGED)('SECURITY.md says what COMPATIBILITY gives up by %s: %s', (name, value) => {
  expect(page).toContain(`| \`${name}: ${value}\` | `)
})
