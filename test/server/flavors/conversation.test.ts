import { writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { PASSWORD } from '../support/people.js'
import { createRandom, type Random } from '../support/random.js'
import { startWorld } from '../support/world.js'

const STEPS = 300
const GOOD = 'correct horse battery'

const USERNAMES = ['user1', 'user2', 'USER3', ' user4 ', 'user5', 'anna', 'Анна', 'аnna', 'a b', '']
const EMAILS = [
  'user2@email.com',
  'User4_Secondary@EMAIL.com',
  'A@B.org',
  'no address',
  ' ',
  'x\0@y.z',
]
const PASSWORDS = [PASSWORD, GOOD, GOOD, 'anna', '12345678', '', 'é'.repeat(50), '\ud800']

type Call = [mutation: string, args: Record<string, unknown>]

/** What clients may say, whether it makes sense or not. */
function anyCall(random: Random): Call {
  const name = () => random.pick([...USERNAMES, `new${random.whole(40)}`])
  const email = () => random.pick([...EMAILS, `new${random.whole(40)}@email.com`])
  const password = () => random.pick(PASSWORDS)
  const [password1, other] = [password(), password()]
  const password2 = random.chance(0.8) ? password1 : other
  const account = { username: name(), email: email(), password1, password2 }
  return random.pick<Call>([
    ['register', account],
    ['register', account],
    ['tokenAuth', { username: name(), password: password() }],
    ['tokenAuth', { email: email(), password: password() }],
    ['updateAccount', { firstName: name(), lastName: null }],
    ['resendActivationEmail', { email: email() }],
    ['passwordReset', { token: name(), newPassword1: GOOD, newPassword2: other }],
    ['removeSecondaryEmail', { password: password() }],
  ])
}

test('clients say many things, and what they hear is written down', {
  timeout: 240_000,
}, async () => {
  const random = createRandom(Number(process.env.SEED ?? 1))
  const { call } = await startWorld({
    GRAPHQL_AUTH: { RATE_LIMIT: false, ENUMERATION_SAFE: 'off' },
  })
  const heard: string[] = []
  let caller: string | undefined
  for (let step = 0; step < STEPS; step += 1) {
    const [mutation, args] = anyCall(random)
    const answer = await call(mutation, args, caller)
    if (typeof answer.token === 'string') caller = answer.token
    heard.push(`${JSON.stringify([mutation, args])} ${withoutSecrets(answer)}`)
  }
  expect(heard.filter((line) => line.includes('"success":true')).length).toBeGreaterThan(20)
  expect(heard.filter((line) => line.includes('"success":false')).length).toBeGreaterThan(20)
  if (process.env.TRANSCRIPT) await writeFile(process.env.TRANSCRIPT, heard.join('\n'))
})

/** Tokens are random. */
function withoutSecrets(answer: object): string {
  return JSON.stringify(answer, (name, value: unknown) =>
    /token/i.test(name) && typeof value === 'string' ? 'a token' : value,
  )
}
