import { toMailError } from './mail-error.js'
import {
  type ClaimedMail,
  claimMail,
  isMailDue,
  type OutboxParts,
  putBack,
  removeSent,
} from './outbox.js'
import type { MailQueue } from './queue.js'

/** Sends the mails of the outbox, beside the requests that ask for them. */
export interface Outbox {
  /** Sends a mail that was written down just now, or leaves that to another server. */
  announce(id: number): void
  /** Looks by itself from now on, for mails that are due later or were left by another process. */
  start(): void
  /** Sends everything that is due now. */
  flush(): Promise<void>
  /** Begins no more; what is being sent has some seconds to get through. */
  stop(): Promise<void>
}

/** How many mails are sent at the same time. */
const AT_ONCE = 4
const SECOND = 1000
const LOOK_EVERY = 5 * SECOND
/** Container runtimes kill what has not stopped after ten seconds. */
const STOP_WITHIN = 8 * SECOND

/** @param queue what announces mails to all servers; null where each sends what it writes */
export function createOutbox(parts: OutboxParts, queue: MailQueue | null): Outbox {
  const running = new Set<Promise<void>>()
  let isMissed = false
  let isStopped = false
  let timer: NodeJS.Timeout | undefined

  /** Looks for mails that are due. */
  function wake(): void {
    // Those who run may just have looked for the last time.
    isMissed = running.size >= AT_ONCE
    if (!isMissed) begin(sendDue)
  }

  function begin(work: () => Promise<void>): void {
    if (isStopped) return
    const worker = work()
      .catch((error) => parts.log.error({ event: 'outbox_failed', error }))
      .finally(() => {
        running.delete(worker)
        if (isMissed) wake()
      })
    running.add(worker)
  }

  async function sendDue(): Promise<void> {
    while (!isStopped && (await isMailDue(parts))) {
      const claimed = await claimMail(parts)
      if (!claimed) continue
      wake()
      await deliver(parts, claimed)
    }
  }

  async function sendOne(id: number): Promise<void> {
    const claimed = await claimMail(parts, id)
    if (claimed) await deliver(parts, claimed)
  }

  async function take(id: number): Promise<void> {
    begin(() => sendOne(id))
    while (running.size >= AT_ONCE) await Promise.race(running)
  }

  return {
    announce(id) {
      // Without Redis it is sent here.
      if (queue) queue.put(id).catch(wake)
      else wake()
    },
    start() {
      queue?.start(take)
      wake()
      timer = setInterval(wake, LOOK_EVERY)
    },
    async flush() {
      wake()
      while (running.size > 0) await Promise.all(running)
    },
    async stop() {
      isStopped = true
      queue?.stop()
      clearInterval(timer)
      const cutOff = setTimeout(() => parts.mailer.close(), STOP_WITHIN)
      await Promise.all(running)
      clearTimeout(cutOff)
    },
  }
}

/** Should the process die between the two steps, the mail is sent again, with the same token. */
async function deliver(parts: OutboxParts, { mail, token }: ClaimedMail): Promise<void> {
  try {
    await parts.mailer.send(mail.kind, {
      to: mail.recipient,
      user: mail.user,
      token,
      request: { ip: mail.ip, userAgent: mail.userAgent },
      time: mail.createdAt,
    })
  } catch (error) {
    return putBack(parts, mail, toMailError(error))
  }
  await removeSent(parts, mail)
}
