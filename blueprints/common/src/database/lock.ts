import { setTimeout } from 'node:timers/promises'
import { isBusy } from './errors.js'

/** In milliseconds. */
const FIRST_PAUSE = 2
const LONGEST_PAUSE = 50

/**
 * Begins a transaction as soon as no other process holds the lock. Between two attempts other
 * requests are answered, as they are not while SQLite itself waits (S59).
 *
 * @param deadline when to give up, in milliseconds since 1970
 * @throws what `begin` throws, when it was for another reason or it is too late
 */
export async function whenUnlocked(begin: () => Promise<void>, deadline: number): Promise<void> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    try {
      return await begin()
    } catch (error) {
      if (!isBusy(error) || Date.now() + pause > deadline) throw error
    }
    await setTimeout(pause)
  }
}
