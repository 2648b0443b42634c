import { type EntityManager, IsNull, LessThan, LessThanOrEqual } from 'typeorm'
import type { AppBase } from '../context/app-base.js'
import { addSeconds } from '../process/clock.js'
import { User } from '../users/user.entity.js'
import { isLink, LINKS } from './kinds.js'
import type { WaitingMail } from './lanes.js'
import type { MailError } from './mail-error.js'
import { KEPT_FOR, renewMailToken } from './mail-tokens.js'
import { BARE_USER, describeToStranger } from './mail-user.js'
import type { Mailer } from './mailer.js'
import { OutboxMail } from './outbox-mail.entity.js'

/** The parts that the outbox needs. */
export type OutboxParts = AppBase & { mailer: Mailer }

/** In seconds: longer than sending may take, so that no two processes send the same mail. */
const LEASE = 60
/**
 * In seconds: mails that are new are due since before every one that has failed, however many those
 * are: they give up sooner than that.
 */
const HEAD_START = 3 * 24 * 60 * 60
/** In seconds: between the first attempt and the second; twice as long each time, up to the last. */
const FIRST_DELAY = 10
/** The same where the first took long: it held a lane all the while. */
const FIRST_DELAY_WHEN_SLOW = 2 * 60
const LAST_DELAY = 30 * 60
/** With these delays they take about a day. */
const MAX_ATTEMPTS = 55

/** In characters. */
const MAX_REASON = 255

/** A mail that no one else sends for as long as the lease lasts. */
export interface LeasedMail {
  mail: OutboxMail
  token: string | null
}

/** When a mail is due that is written down now. */
export function firstAttempt(now: Date): Date {
  return addSeconds(now, -HEAD_START)
}

/**
 * The mails that should be sent now: first those that are new, then those that are due for longest.
 * Takes no lock: it is asked often, and mostly there are none.
 */
export async function findDue(
  { clock, database }: OutboxParts,
  limit: number,
): Promise<WaitingMail[]> {
  return database.reader.find(OutboxMail, {
    select: { id: true, recipient: true, attempts: true },
    where: { deadAt: IsNull(), nextAttemptAt: LessThanOrEqual(clock.now()) },
    order: { nextAttemptAt: 'ASC', id: 'ASC' },
    take: limit,
  })
}

/** A mail that no one has tried yet, or null. */
export async function findNew({ database }: OutboxParts, id: number): Promise<WaitingMail | null> {
  return database.reader.findOneBy(OutboxMail, { id, attempts: 0, deadAt: IsNull() })
}

/**
 * Takes a mail. Should this process die before it is settled, it is due again after the lease. A
 * mail whose link would not work any more is dropped.
 *
 * @returns null when it was dropped or taken by another process
 */
export async function leaseMail(
  parts: OutboxParts,
  waiting: Pick<OutboxMail, 'id' | 'attempts'>,
): Promise<LeasedMail | null> {
  const { id, attempts } = waiting
  const lease = { attempts: attempts + 1, nextAttemptAt: addSeconds(parts.clock.now(), LEASE) }
  return parts.database.transaction(async (manager) => {
    const { affected } = await manager.update(OutboxMail, { id, attempts }, lease)
    if (affected !== 1) return null
    const mail = await manager.findOneByOrFail(OutboxMail, { id })
    mail.user = await withAllFields(manager, mail)
    if (!isLink(mail.kind) || mail.tokenSeed === null) return { mail, token: null }
    const { purpose } = LINKS[mail.kind]
    const token = await renewMailToken(parts, manager, { purpose, seed: mail.tokenSeed })
    if (token !== null) return { mail, token }
    await manager.delete(OutboxMail, { id: mail.id })
    const note = { event: 'mail_dropped', ...describe(mail) }
    parts.database.afterCommit(manager, () => parts.log.info(note))
    return null
  })
}

/** A mail that has waited while the project got another field has it from the user of today. */
async function withAllFields(
  manager: EntityManager,
  { recipient, user, userId }: OutboxMail,
): Promise<OutboxMail['user']> {
  if (Object.keys(BARE_USER).every((name) => name in user)) return user
  const owner = await manager.findOneBy(User, { id: userId })
  return { ...(owner ? describeToStranger(owner, recipient) : BARE_USER), ...user }
}

/** Forgets a mail that was sent. */
export async function removeSent({ database }: OutboxParts, { id }: OutboxMail): Promise<void> {
  await database.transaction((manager) => manager.delete(OutboxMail, { id }))
}

/** Puts a mail back that could not be sent, or gives it up. */
export async function putBack(
  { clock, database, log }: OutboxParts,
  mail: OutboxMail,
  { isFinal, isUnreached, message: reason }: MailError,
  wasSlow: boolean,
): Promise<void> {
  const now = clock.now()
  const first = wasSlow && !isUnreached ? FIRST_DELAY_WHEN_SLOW : FIRST_DELAY
  const isDead = isFinal || mail.attempts >= MAX_ATTEMPTS
  const fate = isDead ? { deadAt: now } : { nextAttemptAt: nextAttempt(now, first, mail.attempts) }
  // When the lease is over, another process may have taken the mail meanwhile.
  const { id, attempts } = mail
  await database.transaction((manager) =>
    manager.update(OutboxMail, { id, attempts }, { ...fate, reason: reason.slice(0, MAX_REASON) }),
  )
  if (isDead) log.error({ event: 'mail_dead', ...describe(mail), reason })
  else log.warn({ event: 'mail_failed', ...describe(mail), reason })
}

/** Forgets mails that were given up long ago. */
export async function removeDeadMails(app: AppBase, manager: EntityManager): Promise<void> {
  const before = addSeconds(app.clock.now(), -KEPT_FOR)
  await manager.delete(OutboxMail, { deadAt: LessThan(before) })
}

/** Never the same: mails that failed together do not come back together. */
function nextAttempt(now: Date, first: number, attempts: number): Date {
  const grown = Math.min(first * 2 ** (attempts - 1), LAST_DELAY)
  return addSeconds(now, grown * (0.75 + Math.random() / 2))
}

/** For the log: who gets it is not said. */
function describe({ id, kind, userId, attempts }: OutboxMail) {
  return { mailId: id, kind, userId, attempts }
}
