import { expect, it } from 'vitest'
import { cleanUp } from '../../../src/housekeeping.js'
import { MailToken } from '../../../src/mail/mail-token.entity.js'
import { OutboxMail } from '../../../src/mail/outbox-mail.entity.js'
import { refusedFor, wire } from '../support/answers.js'
import { startSink } from '../support/smtp-sink.js'
import { startWorld, type World } from '../support/world.js'

const HOUR = 3600
const DAY = 24 * HOUR
const passwords = { newPassword1: 'correct horse battery', newPassword2: 'correct horse battery' }

async function rowsOf({ app: { database } }: World) {
  const { reader } = database
  return {
    tokens: await reader.countBy(MailToken, {}),
    mails: await reader.countBy(OutboxMail, {}),
  }
}

it('links in mails are forgotten when they have been useless for a month', async () => {
  const world = await startWorld()
  await world.call('sendPasswordResetEmail', { email: 'user2@email.com' })
  const { token } = await world.lastMail()
  world.clock.advance(30 * DAY + HOUR)
  await cleanUp(world.app)
  expect(await world.call('passwordReset', { token, ...passwords })).toEqual(
    refusedFor('passwordReset', wire.expiredToken),
  )
  world.clock.advance(1)
  await cleanUp(world.app)
  expect(await rowsOf(world)).toEqual({ tokens: 0, mails: 0 })
})

it('mails that were given up are forgotten after a month', async () => {
  const sink = await startSink({ refuse: () => 550 })
  const world = await startWorld({ env: { EMAIL_URL: sink.url } })
  world.app.log.level = 'silent'
  await world.call('sendPasswordResetEmail', { email: 'user2@email.com' })
  world.clock.advance(30 * DAY)
  await cleanUp(world.app)
  expect(await rowsOf(world)).toEqual({ tokens: 1, mails: 1 })
  world.clock.advance(1)
  await cleanUp(world.app)
  expect(await rowsOf(world)).toMatchObject({ mails: 0 })
})
