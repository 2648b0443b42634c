import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import {
  buildClientSchema,
  buildSchema,
  extendSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  lexicographicSortSchema,
  parse,
  printSchema,
} from 'graphql'
import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createdProject, type DevServer, runScript, startDevServer } from '../support/dev-server.js'
import { projectIn } from '../support/project.js'
import { withDatabase } from '../support/project-database.js'
import { emptyDirectory } from '../support/run.js'
import { projectKinds } from '../support/sample.js'

const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/
const REFRESH_TOKEN = /^[0-9a-f]{40}$/
const loggedIn = z.object({ data: z.object({ tokenAuth: z.object({ token: z.string() }) }) })
const introspected = z.object({ data: z.custom<IntrospectionQuery>() })
const SUCCESS = { success: true, errors: null }

/** Asks a server the way the quickstart does. */
function clientOf({ url }: DevServer, flavor: string) {
  const passed = (args: string) => (flavor === 'relay' ? `(input: { ${args} })` : `(${args})`)
  async function ask(query: string, token?: string) {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `JWT ${token}` }),
      },
      body: JSON.stringify({ query }),
    })
    return response.json()
  }
  return {
    query: ask,
    mutate: (name: string, args: string, selection: string, token?: string) =>
      ask(`mutation { ${name}${passed(args)} { ${selection} } }`, token),
  }
}

describe.each(await projectKinds())(
  'a packed project, $flavor on $database',
  ({ flavor, database }) => {
    test('answers as the quickstart says', { timeout: 120_000 }, async () => {
      const flags = ['--flavor', flavor, '--database', database]
      const directory = await createdProject(await emptyDirectory(), flags)
      await withDatabase(projectIn(directory), database)
      await runScript(directory, 'migrate')
      await runScript(directory, 'loaddata', '--', 'fixtures/users.json')
      const server = await startDevServer(directory)
      const { query, mutate } = clientOf(server, flavor)

      expect(
        await query(
          '{ users { edges { node { username, archived, verified, email, secondaryEmail } } } }',
        ),
      ).toEqual({
        data: {
          users: {
            edges: [
              fixtureUser(1, { verified: false }),
              fixtureUser(2),
              fixtureUser(3, { archived: true }),
              fixtureUser(4, { secondaryEmail: 'user4_secondary@email.com' }),
            ],
          },
        },
      })
      expect(
        await query('{ users(status_Archived: true) { edges { node { username, archived } } } }'),
      ).toEqual({
        data: { users: { edges: [{ node: { username: 'user3', archived: true } }] } },
      })

      const registration = (password: string) =>
        mutate(
          'register',
          `email: "new_user@email.com", username: "new_user", password1: "${password}", password2: "${password}"`,
          'success, errors, token, refreshToken',
        )
      expect(await registration('123456')).toEqual({
        data: {
          register: {
            success: false,
            errors: {
              password2: [
                {
                  message: 'This password is too short. It must contain at least 8 characters.',
                  code: 'password_too_short',
                },
                { message: 'This password is too common.', code: 'password_too_common' },
                {
                  message: 'This password is entirely numeric.',
                  code: 'password_entirely_numeric',
                },
              ],
            },
            token: null,
            refreshToken: null,
          },
        },
      })
      expect(await registration('supersecretpassword')).toEqual({
        data: {
          register: {
            ...SUCCESS,
            token: expect.stringMatching(TOKEN),
            refreshToken: expect.stringMatching(REFRESH_TOKEN),
          },
        },
      })

      const id = 'VXNlck5vZGU6NQ=='
      expect(
        await query(
          '{ users (last: 1) { edges { node { id, username, email, isActive, archived, verified, secondaryEmail } } } }',
        ),
      ).toEqual({
        data: {
          users: {
            edges: [
              {
                node: {
                  id,
                  username: 'new_user',
                  email: 'new_user@email.com',
                  isActive: true,
                  archived: false,
                  verified: false,
                  secondaryEmail: null,
                },
              },
            ],
          },
        },
      })

      const token = await vi.waitFor(() => {
        const [, found] = /http:\/\/localhost:3000\/activate\/([\w-]+)/.exec(server.output()) ?? []
        if (!found) throw new Error(`No mail was printed:\n${server.output()}`)
        return found
      })
      expect(server.output()).toContain('Subject: Activate your account on my-app')
      expect(await mutate('verifyAccount', `token: "${token}"`, 'success, errors')).toEqual({
        data: { verifyAccount: SUCCESS },
      })
      expect(await query(`{ user (id: "${id}") { username, verified } }`)).toEqual({
        data: { user: { username: 'new_user', verified: true } },
      })

      const login = await mutate(
        'tokenAuth',
        'username: "new_user", password: "supersecretpassword"',
        'success, errors, unarchiving, token, refreshToken, unarchiving, user { id, username }',
      )
      expect(login).toEqual({
        data: {
          tokenAuth: {
            ...SUCCESS,
            unarchiving: false,
            token: expect.stringMatching(TOKEN),
            refreshToken: expect.stringMatching(REFRESH_TOKEN),
            user: { id, username: 'new_user' },
          },
        },
      })

      const access = loggedIn.parse(login).data.tokenAuth.token
      expect(await query('{ me { username, verified } }', access)).toEqual({
        data: { me: { username: 'new_user', verified: true } },
      })
      expect(await mutate('updateAccount', 'firstName: "Joe"', 'success, errors', access)).toEqual({
        data: { updateAccount: SUCCESS },
      })
      expect(await query(`{ user (id: "${id}") { username, firstName } }`)).toEqual({
        data: { user: { username: 'new_user', firstName: 'Joe' } },
      })

      const { data } = introspected.parse(
        await query(getIntrospectionQuery({ descriptions: false })),
      )
      const running = printSchema(lexicographicSortSchema(buildClientSchema(data)))
      expect(running).toBe(await expectedSchema(flavor))
    })
  },
)

function fixtureUser(number: number, values = {}) {
  const node = {
    username: `user${number}`,
    archived: false,
    verified: true,
    email: `user${number}@email.com`,
    secondaryEmail: null,
    ...values,
  }
  return { node }
}

/** The schema of the original in a flavor, as it was read off it, and what ours adds to it. */
async function expectedSchema(flavor: string): Promise<string> {
  const fixture = (name: string) =>
    readFile(fileURLToPath(new URL(`../fixtures/${name}.graphql`, import.meta.url)), 'utf8')
  const original = buildSchema(await fixture(flavor))
  const extended = extendSchema(original, parse(await fixture(`additions.${flavor}`)))
  return printSchema(lexicographicSortSchema(extended))
}
