import { expect, it } from 'vitest'
import { checkGiven, complete } from '../src/commands/superuser/answers.js'
import { createSuperuser } from '../src/commands/superuser/create.js'
import { NEEDED_FIELDS, PROFILE_FIELDS, type Texts } from '../src/commands/superuser/fields.js'
import type { Terminal } from '../src/commands/superuser/terminal.js'
import { StartError } from '../src/errors/start-error.js'
import { User } from '../src/users/user.entity.js'
import { resultOf, startCommand } from './support/command.js'
import { databaseUrl } from './support/database.js'
import { ann } from './support/fixtures.js'
import { startServer, type TestServer } from './support/server.js'

const STRONG = 'correct horse battery'

/** What Ann is asked for, as text. */
const texts: Texts = Object.fromEntries(
  Object.entries<unknown>(ann).flatMap(([name, value]) =>
    PROFILE_FIELDS.some((field) => field === name) ? [[name, String(value)]] : [],
  ),
)

it('creates a verified superuser from flags and the environment', async () => {
  const server = await startServer()

  const { exitCode, stdout, stderr } = await resultOf(
    startCommand(['src/commands/createsuperuser.ts', ...flags(), '--no-input'], {
      NODE_ENV: 'test',
      DATABASE_URL: databaseUrl(server.app.env),
      SUPERUSER_PASSWORD: STRONG,
    }),
  )

  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 0,
    stdout: `Created the superuser ${ann.email}\n`,
    stderr: '',
  })
  await expectSuperuser(server, 1)
})

it('names everything that is missing at once', () => {
  const flagsNeeded = NEEDED_FIELDS.map((name) => `--${name}`).join(', ')

  expect(linesOf(() => checkGiven({ texts: {}, password: null }, false))).toEqual([
    expect.stringContaining(`Missing: ${flagsNeeded}`),
  ])
  expect(linesOf(() => checkGiven({ texts: {}, password: null }, true))).toEqual([])
})

it('refuses taken values and a weak password', async () => {
  const server = await startServer()
  await createSuperuser(server.app, texts, STRONG)

  const refusal = complete(server.app, { texts, password: '1234567' }, null)

  await expect(refusal).rejects.toThrow('--email: A user with')
  await expect(refusal).rejects.toThrow('SUPERUSER_PASSWORD: This password is too short.')
  expect(await server.app.database.reader.countBy(User, {})).toBe(1)
})

it('asks again until an answer is fine', async () => {
  const server = await startServer()
  const conversation = answering({
    email: ['no address', ann.email],
    password: ['1234567', STRONG, STRONG],
    'password again': ['1234567', 'another one', STRONG],
  })

  const answers = await complete(server.app, { texts: {}, password: null }, conversation.terminal)
  const { id } = await createSuperuser(server.app, answers.texts, answers.password)

  await expectSuperuser(server, id)
  expect(conversation.said).toEqual(
    expect.arrayContaining([
      'Enter a valid email address.',
      'This password is entirely numeric.',
      'The two password fields didn’t match.',
    ]),
  )
})

async function expectSuperuser({ app, findUser }: TestServer, id: number): Promise<void> {
  const user = await findUser(id)
  expect(user).toMatchObject({
    email: ann.email,
    isSuperuser: true,
    isStaff: true,
    isActive: true,
    status: { verified: true, archived: false },
  })
  expect(await app.passwords.verify(STRONG, user?.password ?? null)).toBe(true)
}

/** Ann's values as flags. */
function flags(): string[] {
  return Object.entries(texts).map(([name, value]) => `--${name}=${value}`)
}

function linesOf(check: () => void): string[] {
  try {
    check()
    return []
  } catch (error) {
    if (error instanceof StartError) return error.lines
    throw error
  }
}

/** Someone at a terminal, who gives these answers by question, and Ann's to all others. */
function answering(answers: Readonly<Record<string, string[]>>) {
  const said: string[] = []
  const waiting = new Map(Object.entries({ ...answersOfAnn(), ...answers }))
  const ask = async (question: string) => {
    const answer = waiting.get(question.replace(/( \(.*\))?: $/, ''))?.shift()
    if (answer === undefined) throw new Error(`No answer to ${question}`)
    return answer
  }
  const nothing = () => undefined
  const say = (line: string) => void said.push(line)
  const terminal: Terminal = { ask, askSecretly: ask, say, end: nothing, close: nothing }
  return { said, terminal }
}

function answersOfAnn(): Record<string, string[]> {
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, [value]]))
}
