import { type EntityManager, IsNull, LessThan, LessThanOrEqual } from 'typeorm'
import type { AppBase } from '../app-base.js'
import { addSeconds } from '../clock.js'
import { isLink, LINKS } from './kinds.js'
import type { MailError } from './mail-error.js'
import { KEPT_FOR, renewMailToken } from './mail-tokens.js'
import type { Mailer } from './mailer.js'
import { OutboxMail } from './outbox-mail.entity.js'

/** What the outbox works with. */
export type OutboxParts = AppBase & { mailer: Mailer }

/** In seconds: longer than sending may take, so that no two processes send the same mail. */
const LEASE = 60
/** In seconds: between the first attempt and the second; twice as long each time, up to the last. */
const FIRST_DELAY = 10
const LAST_DELAY = 30 * 60
/** With these delays they take about a day. */
const MAX_ATTEMPTS = 55

/** In characters. */
const MAX_REASON = 255

/** A mail that nobody else sends for as long as the lease lasts. */
export interface ClaimedMail {
  mail: OutboxMail
  token: string | null
}

/** Whether a mail should be sent now. Takes no lock: it is asked often, and mostly in vain. */
export async function isMailDue({ clock, database }: OutboxParts): Promise<boolean> {
  return database.reader.existsBy(OutboxMail, due(clock.now()))
}

/**
 * Takes a mail. Should this process die before it is settled, it is due again after the lease. A
 * mail whose link would not work any more is dropped.
 *
 * @param id of one that nobody has tried yet; without it, the one that is due for longest
 * @returns null when there was none, or when it was dropped or taken by somebody else
 */
export async function claimMail(parts: OutboxParts, id?: number): Promise<ClaimedMail | null> {
  const now = parts.clock.now()
  return parts.database.transaction(async (manager) => {
    const where = id === undefined ? due(now) : { id, attempts: 0 }
    const mail = await manager.findOne(OutboxMail, { where, order: { id: 'ASC' } })
    if (!mail) return null
    const claim = { attempts: mail.attempts + 1, nextAttemptAt: addSeconds(now, LEASE) }
    const unclaimed = { id: mail.id, attempts: mail.attempts }
    const { affected } = await manager.update(OutboxMail, unclaimed, claim)
    if (affected !== 1) return null
    Object.assign(mail, claim)
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

/** Forgets a mail that was sent. */
export async function removeSent({ database }: OutboxParts, { id }: OutboxMail): Promise<void> {
  await database.transaction((manager) => manager.delete(OutboxMail, { id }))
}

/** Puts a mail back that could not be sent, or gives it up. */
export async function putBack(
  { clock, database, log }: OutboxParts,
  mail: OutboxMail,
  { isFinal, message: reason }: MailError,
): Promise<void> {
  const now = clock.now()
  const isDead = isFinal || mail.attempts >= MAX_ATTEMPTS
  const fate = isDead ? { deadAt: now } : { nextAttemptAt: addSeconds(now, delay(mail.attempts)) }
  // When the lease is over, somebody else may have taken the mail meanwhile.
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

function due(now: Date) {
  return { deadAt: IsNull(), nextAttemptAt: LessThanOrEqual(now) }
}

/** In seconds, and never the same: mails that failed together do not come back together. */
function delay(attempts: number): number {
  const grown = Math.min(FIRST_DELAY * 2 ** (attempts - 1), LAST_DELAY)
  return grown * (0.75 + Math.random() / 2)
}

/** For the log: who gets it is not said. */
function describe({ id, kind, userId, attempts }: OutboxMail) {
  return { mailId: id, kind, userId, attempts }
}
