import type { Limit } from '../settings/values/limits.js'

/** Takes back that something was counted. Where its window has ended, there is nothing to take back. */
export type Uncount = () => Promise<void>

/** It was counted. */
export interface Counted {
  /** How often in this window, with this time. */
  times: number
  /** Whether the limit is reached by that. */
  isLast: boolean
  uncount: Uncount
}

/** The limit is reached; it was not counted. */
export interface Refused {
  /** Until it may be tried again. */
  seconds: number
  /** Whether it is the first one that is refused of the key in this window. */
  isFirst: boolean
}

/** Counts by key, in windows of time that begin with what is counted first. */
export interface Counter {
  count(key: string): Promise<Counted | Refused>
  /** Begins again at zero. */
  forget(key: string): Promise<void>
}

/** More are not kept: a client with many addresses could fill the memory with them. */
const MOST_KEYS = 100_000

/** The count of a key and the end of its window. */
interface Window {
  times: number
  /** By the monotonic clock of `performance`. */
  end: number
  hasRefused: boolean
}

/**
 * Counts in the memory of this process. Where there are too many keys, the oldest of those that have
 * not reached the limit are forgotten: who floods it gets at most what is below the limit once more,
 * and has to be counted a hundred thousand times for that.
 */
export function createMemoryCounter(limit: Limit, mostKeys = MOST_KEYS): Counter {
  const windows = new Map<string, Window>()

  const isFull = ({ times }: Window): boolean => times >= limit.times

  function find(key: string): Window | undefined {
    const window = windows.get(key)
    return window && window.end > performance.now() ? window : undefined
  }

  function begin(key: string): Window {
    windows.delete(key)
    if (windows.size >= mostKeys) makeRoom()
    const window = { times: 0, end: performance.now() + limit.seconds * 1000, hasRefused: false }
    windows.set(key, window)
    return window
  }

  /** For more than one, because that takes a while. */
  function makeRoom(): void {
    const enough = mostKeys * 0.99
    const now = performance.now()
    for (const isDispensable of [
      ({ end }: Window) => end <= now,
      (window: Window) => !isFull(window),
      () => true,
    ]) {
      for (const [key, window] of windows) {
        if (windows.size <= enough) return
        if (isDispensable(window)) windows.delete(key)
      }
    }
  }

  return {
    async count(key) {
      const window = find(key) ?? begin(key)
      if (isFull(window)) {
        const isFirst = !window.hasRefused
        window.hasRefused = true
        const seconds = Math.ceil((window.end - performance.now()) / 1000)
        return { seconds: Math.max(1, seconds), isFirst }
      }
      window.times += 1
      return {
        times: window.times,
        isLast: isFull(window),
        async uncount() {
          if (find(key) !== window) return
          window.times -= 1
          if (window.times === 0) windows.delete(key)
        },
      }
    },
    async forget(key) {
      windows.delete(key)
    },
  }
}
