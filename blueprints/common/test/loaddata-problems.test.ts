import { expect, it } from 'vitest'
import { ann, bob, load, problemsOf, statusRow, userRow } from './support/fixtures.js'
import { startServer, USERS } from './support/server.js'

it('reports everything that is wrong, and loads nothing', async () => {
  const server = await startServer({ fixtures: [USERS] })
  const wrong = {
    is_staff: 1,
    last_name: 'x'.repeat(151),
    password: '',
    secondary_email: 'second@email.com',
  }

  const problems = await problemsOf(server, [
    userRow(5, ann),
    userRow(6, { ...bob, <%= email.name %>: 'ANN@email.com' }),
    userRow('ten', { ...bob, ...wrong }),
    statusRow(77, {}),
    statusRow(5, { secondary_email: 'nope' }),
    statusRow(2, { secondary_email: 'USER4@email.com' }),
    { model: 'auth.Group', pk: 1, fields: {} },
  ])

  expect(problems).toEqual([
    'row 2, pk 6: <%= email.name %>: is the same as in row 1',
    'row 3, pk "ten": is_staff: must be true or false',
    'row 3, pk "ten": last_name: Ensure this value has at most 150 characters (it has 151).',
    'row 3, pk "ten": password: This field is required.',
    'row 3, pk "ten": pk: must be a whole number from 1',
    'row 3, pk "ten": secondary_email: a user has no such field',
    'row 4, pk 77: user: there is no user 77',
    'row 5, pk 5: secondary_email: Enter a valid email address.',
    'row 6, pk 2: secondary_email: is taken by user 4',
    'row 7, pk 1: model: must be one like "users.User" or "graphql_auth.userstatus", not "auth.Group"',
    'Nothing was loaded',
  ])
  expect(await server.findUser(5)).toBeNull()
})
<%_ if (hasUsername) { _%>

it('knows a <%= username.label %> in any letter case', async () => {
  const server = await startServer({ fixtures: [USERS] })
  const taken = userRow(5, { ...ann, <%= username.name %>: 'USER1' })

  const [problem] = await problemsOf(server, [taken])

  expect(problem).toMatch(/^row 1, pk 5: .*: is taken by user 1$/)
})
<%_ } _%>

<%_ if (tests.rows.unique) { _%>
it('takes no <%= tests.rows.unique %> that another user has until now', async () => {
  const server = await startServer()
  await load(server, [userRow(5, ann), userRow(6, bob)])

  const problems = await problemsOf(server, [
    userRow(5, {
      ...ann,
      <%= tests.rows.unique %>: bob.<%= tests.rows.unique %>,
    }),
    userRow(6, {
      ...bob,
      <%= tests.rows.unique %>: ann.<%= tests.rows.unique %>,
    }),
  ])

  expect(problems).toHaveLength(3)
  expect(problems[0]).toMatch(/is taken by user 6$/)
  expect(problems[1]).toMatch(/is taken by user 5$/)
})

<%_ } _%>
it.each([
  ['a hash that cannot be checked', 'argon2$argon2id$v=19$m=9999999,t=2,p=8$c2FsdA$c2FsdA'],
  ['a damaged hash', 'pbkdf2_sha256$180000$salt$c2hvcnQ='],
  ['a hash that costs too much', `$2b$31$${'x'.repeat(53)}`],
  ['a hash without a name', '5f4dcc3b5aa765d61d8327deb882cf99'],
])('does not take %s for a plain password', async (_what, password) => {
  const server = await startServer()

  const [problem, ...rest] = await problemsOf(server, [userRow(5, { ...ann, password })])

  expect(problem).toMatch(/^row 1, pk 5: password: may be a hash that /)
  expect(rest).toEqual(['Nothing was loaded'])
})
