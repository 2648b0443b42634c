import { setTimeout } from 'node:timers/promises'
import type { RedisClient } from '../database/redis.js'

/**
 * Hands the ids of mails from the server that wrote them to whichever server is free. The outbox
 * stays the truth: an id that gets lost on its way costs some seconds, and no mail.
 */
export interface MailQueue {
  /** @throws when Redis is away */
  put(id: number): Promise<void>
  /**
   * Takes ids until `stop`.
   *
   * @param take does not throw, and is done when there is room for the next one
   */
  start(take: (id: number) => Promise<void>): void
  stop(): void
}

/** The key of the list. */
const LIST = 'mails'
/** In seconds: how long Redis waits for an id before it says that there is none. */
const WAIT = 5
/** In milliseconds: a connection that says nothing for longer is dead. */
const SILENCE = 2 * WAIT * 1000
/** In milliseconds: before the next attempt while Redis is away. */
const PAUSE = 1000

/** @param redis commands to it fail at once while it is away */
export function createMailQueue(redis: RedisClient): MailQueue {
  // A connection that waits can do nothing else.
  const taker = redis.duplicate({ commandTimeout: SILENCE })
  // The log has it from the other connection.
  taker.on('error', () => {})
  let isStopped = false

  async function recover(): Promise<void> {
    if (taker.status === 'ready') taker.disconnect(true)
    await setTimeout(PAUSE, undefined, { ref: false })
  }

  return {
    async put(id) {
      await redis.lpush(LIST, id)
    },
    async start(take) {
      await taker.connect().catch(() => {})
      while (!isStopped) {
        const taken = await taker.brpop(LIST, WAIT).catch(recover)
        if (taken) await take(Number(taken[1]))
      }
    },
    stop() {
      isStopped = true
      taker.disconnect()
    },
  }
}
