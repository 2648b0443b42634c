import { createLanes, type WaitingMail } from './lanes.js'
import { toMailError } from './mail-error.js'
import {
  findDue,
  findNew,
  type LeasedMail,
  leaseMail,
  type OutboxParts,
  putBack,
  removeSent,
} from './outbox.js'
import type { MailQueue } from './queue.js'

/** Sends the mails of the outbox, beside the requests that ask for them. */
export interface MailDispatcher {
  /** Sends a mail that was written down just now, or leaves that to another server. */
  announce(id: number): void
  /** Starts the periodic look for mails that are due later or were left by another process. */
  start(): void
  /** Sends everything that is due now. */
  flush(): Promise<void>
  /** Starts no more mails; running ones have a few seconds to finish. */
  stop(): Promise<void>
}

const SECOND = 1000
const LOOK_EVERY = 5 * SECOND
/** Container runtimes kill what has not stopped after ten seconds. */
const STOP_WITHIN = 8 * SECOND
/** A mail server that needs longer to refuse a mail is asked less often. */
const SLOW = 5 * SECOND

/** How many of the mails that are due are looked at; the first of them is mostly the one. */
const NEAR = 200
/** Now and then: those behind very many that go to one domain. */
const FAR = 5_000

/** @param queue what announces mails to all servers; null where each sends what it writes */
export function createMailDispatcher(parts: OutboxParts, queue: MailQueue | null): MailDispatcher {
  const lanes = createLanes()
  const running = new Set<Promise<void>>()
  let looking: Promise<void> | undefined
  /** Whether to look again when the look that is under way is done. */
  let isWoken = false
  /** Whether there were mails for which no lane was free. */
  let isMissed = false
  let isStopped = false
  let timer: NodeJS.Timeout | undefined

  /** Looks for mails that are due, and begins to send them. */
  function wake(reach = NEAR): void {
    isWoken = true
    if (looking || isStopped) return
    isWoken = false
    looking = look(reach)
      .catch(report)
      .finally(() => {
        looking = undefined
        if (isWoken) wake()
      })
  }

  async function look(reach: number): Promise<void> {
    isMissed = false
    // The tables may not be there yet.
    if (!(await parts.database.isUpToDate())) return
    while (!isStopped) {
      const mail = lanes.isFull() ? undefined : await findSendable(reach)
      if (!mail) break
      begin(mail)
    }
    isMissed ||= lanes.isFull()
  }

  async function findSendable(reach: number): Promise<WaitingMail | undefined> {
    const due = await findDue(parts, NEAR)
    const mail = due.find(lanes.mayEnter)
    isMissed = due.length > 0
    if (mail || due.length < NEAR || reach === NEAR) return mail
    return (await findDue(parts, reach)).find(lanes.mayEnter)
  }

  function begin(mail: WaitingMail): void {
    if (isStopped) return
    lanes.enter(mail)
    const worker = sendOne(parts, mail).then(
      () => leave(isMissed),
      (error) => {
        report(error)
        // What goes wrong here would go wrong again at once.
        leave(false)
      },
    )
    running.add(worker)

    function leave(isNextWanted: boolean): void {
      running.delete(worker)
      lanes.leave(mail)
      if (isNextWanted) wake()
    }
  }

  function report(error: unknown): void {
    parts.log.error({ event: 'outbox_failed', error })
  }

  /** Begins with a mail of the queue, or leaves it where it is until a lane is free. */
  async function take(id: number): Promise<void> {
    const mail = await findNew(parts, id).catch(report)
    if (mail && lanes.mayEnter(mail)) begin(mail)
    else if (mail) isMissed = true
    while (lanes.isFull()) await Promise.race(running)
  }

  return {
    announce(id) {
      // Without Redis it is sent here.
      if (queue) queue.put(id).catch(() => wake())
      else wake()
    },
    start() {
      queue?.start(take)
      wake()
      timer = setInterval(() => wake(FAR), LOOK_EVERY)
    },
    async flush() {
      wake()
      while (looking || running.size > 0) await Promise.all([looking, ...running])
    },
    async stop() {
      isStopped = true
      queue?.stop()
      clearInterval(timer)
      const cutOff = setTimeout(() => parts.mailer.close(), STOP_WITHIN)
      await Promise.all([looking, ...running])
      clearTimeout(cutOff)
    },
  }
}

/** Sends a mail, unless another process does. */
async function sendOne(parts: OutboxParts, { id, attempts }: WaitingMail): Promise<void> {
  const leased = await leaseMail(parts, { id, attempts })
  if (leased) await deliver(parts, leased)
}

/** Should the process die between the two steps, the mail is sent again, with the same token. */
async function deliver(parts: OutboxParts, { mail, token }: LeasedMail): Promise<void> {
  const begin = performance.now()
  const { $variables: variables, ...user } = mail.user
  try {
    await parts.mailer.send(mail.kind, {
      to: mail.recipient,
      user,
      variables,
      token,
      request: { ip: mail.ip, userAgent: mail.userAgent },
      time: mail.createdAt,
    })
  } catch (error) {
    return putBack(parts, mail, toMailError(error), performance.now() - begin > SLOW)
  }
  await removeSent(parts, mail)
}
