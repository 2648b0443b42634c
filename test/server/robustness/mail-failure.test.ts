import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { MailToken } from '../../../src/mail/mail-token.entity.js'
import { refusedFor, wire } from '../support/answers.js'
import { PASSWORD } from '../support/people.js'
import { startWorld, type World } from '../support/world.js'

/** As the original does it: a mail is sent inside the request. */
const GRAPHQL_AUTH = { EMAIL_ASYNC_TASK: false } as const

const GOOD = 'correct horse battery'
const anna = { username: 'anna', email: 'anna@email.com', password1: GOOD, password2: GOOD }

/** A mail server that takes no mail. @returns its address */
async function refusingServer(): Promise<string> {
  const mails = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    onRcptTo: (_address, _session, callback) => callback(new Error('No such mailbox here')),
  })
  mails.listen(0, '127.0.0.1')
  await once(mails.server, 'listening')
  onTestFinished(() => new Promise<void>((resolve) => mails.close(resolve)))
  return addressOf(mails.server)
}

/** An address where no one listens any more. */
async function deadServer(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = addressOf(server)
  server.close()
  await once(server, 'close')
  return url
}

function addressOf(server: Server): string {
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The server has no address.')
  return `smtp://127.0.0.1:${address.port}`
}

/** A mail server that never says anything. */
async function silentServer(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return addressOf(server)
}

const CAUSES: [mutation: string, args: object, username?: string][] = [
  ['register', anna],
  ['resendActivationEmail', { email: 'user1@email.com' }],
  ['sendPasswordResetEmail', { email: 'user2@email.com' }],
  ['sendSecondaryEmailActivation', { email: 'second@email.com', password: PASSWORD }, 'user2'],
]

/** Everything that a mutation could have changed. */
async function everything({ app, everybody }: World) {
  return { users: await everybody(), tokens: await app.database.reader.find(MailToken) }
}

describe.each([
  ['refuses the recipient', refusingServer],
  ['is not there', deadServer],
])('email_fail, when the mail server %s', (_case, mailServer) => {
  it.each(CAUSES)('%s leaves nothing behind', async (mutation, args, username) => {
    const world = await startWorld({ GRAPHQL_AUTH, env: { EMAIL_URL: await mailServer() } })
    world.app.log.level = 'silent'
    const caller = username ? (await world.enter(username)).token : {}
    const before = await everything(world)
    expect(await world.call(mutation, { ...args }, caller)).toEqual(
      refusedFor(mutation, wire.emailFail),
    )
    expect(await everything(world)).toEqual(before)
  })

  it('an older link stays good when the newer mail cannot be sent', async () => {
    const world = await startWorld({ GRAPHQL_AUTH, env: { EMAIL_URL: await mailServer() } })
    world.app.log.level = 'silent'
    const { app, call } = world
    const { send } = app.mailer
    let token = ''
    app.mailer.send = async (_kind, mail) => {
      token = String(mail.token)
    }
    await call('sendPasswordResetEmail', { email: 'user2@email.com' })
    app.mailer.send = send
    expect(await call('sendPasswordResetEmail', { email: 'user2@email.com' })).toEqual(
      refusedFor('sendPasswordResetEmail', wire.emailFail),
    )
    expect(
      await call('passwordReset', { token, newPassword1: GOOD, newPassword2: GOOD }),
    ).toMatchObject({ success: true })
  })

  it('10 at once who want one username are told that, each of them', async () => {
    const world = await startWorld({
      GRAPHQL_AUTH: { ...GRAPHQL_AUTH, RATE_LIMIT: false },
      env: { EMAIL_URL: await mailServer() },
    })
    world.app.log.level = 'silent'
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        world.call('register', { ...anna, email: `anna${index}@email.com` }),
      ),
    )
    expect(answers).toEqual(Array(10).fill(refusedFor('register', wire.emailFail)))
    expect(await world.see('anna')).toBeUndefined()
  })

  it('the account can be registered when the mail server is back', async () => {
    const world = await startWorld({ GRAPHQL_AUTH, env: { EMAIL_URL: await mailServer() } })
    world.app.log.level = 'silent'
    await world.call('register', anna)
    world.app.mailer.send = async () => {}
    expect(await world.call('register', anna)).toMatchObject({ success: true })
  })
})

it('email_fail, when the mail server says nothing for ten seconds', {
  timeout: 60_000,
}, async () => {
  const world = await startWorld({ GRAPHQL_AUTH, env: { EMAIL_URL: await silentServer() } })
  world.app.log.level = 'silent'
  const begin = performance.now()
  expect(await world.call('register', anna)).toEqual(refusedFor('register', wire.emailFail))
  expect(performance.now() - begin).toBeLessThan(14_000)
  expect(await world.see('anna')).toBeUndefined()
})
