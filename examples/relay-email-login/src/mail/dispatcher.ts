import { toMailError } from './mail-error.js'
import {
  type ClaimedMail,
  claimMail,
  isMailDue,
  type OutboxParts,
  putBack,
  removeSent,
} from './outbox.js'

/** Sends the mails of the outbox, beside the requests that ask for them. */
export interface Outbox {
  /** Looks for mails that are due; called when one was written down. */
  wake(): void
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

export function createOutbox(parts: OutboxParts): Outbox {
  const running = new Set<Promise<void>>()
  let isMissed = false
  let isStopped = false
  let timer: NodeJS.Timeout | undefined

  function wake(): void {
    if (isStopped) return
    // Those who run may just have looked for the last time.
    isMissed = running.size === AT_ONCE
    if (isMissed) return
    const worker = work()
      .catch((error) => parts.log.error({ event: 'outbox_failed', error }))
      .finally(() => {
        running.delete(worker)
        if (isMissed) wake()
      })
    running.add(worker)
  }

  async function work(): Promise<void> {
    while (!isStopped && (await isMailDue(parts))) {
      const claimed = await claimMail(parts)
      if (!claimed) continue
      wake()
      await deliver(parts, claimed)
    }
  }

  return {
    wake,
    start() {
      wake()
      timer = setInterval(wake, LOOK_EVERY)
    },
    async flush() {
      wake()
      while (running.size > 0) await Promise.all(running)
    },
    async stop() {
      isStopped = true
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
