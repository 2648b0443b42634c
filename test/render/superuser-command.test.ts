import { expect, test } from 'vitest'
import { render } from '../../src/render/render.js'
import { projectWith } from '../support/settings.js'

test('the README shows a createsuperuser with every flag that is needed', () => {
  const USER_FIELDS = {
    phone: { type: 'String', nullable: true },
    luckyNumber: { type: 'Int' },
    level: { type: 'Int', default: 1 },
  }
  const GRAPHQL_AUTH = { REGISTER_MUTATION_FIELDS: { email: 'String', luckyNumber: 'Int' } }
  const project = projectWith({ USERNAME_FIELD: 'email', USER_FIELDS, GRAPHQL_AUTH })
  const files = render(project)
  expect(files.find(({ path }) => path === 'README.md')?.content).toContain(
    'SUPERUSER_PASSWORD=… npm run createsuperuser -- --email … --luckyNumber … --no-input\n',
  )
})
