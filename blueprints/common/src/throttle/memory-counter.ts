import type { Limit } from '../settings/object-settings.js'
import type { Counter } from './counter.js'

/** More are not kept: whoever has many addresses could fill the memory with them. */
const MOST_KEYS = 100_000

/** What was counted of a key since it was counted first. */
interface Window {
  times: number
  /** By the clock of `performance`, which nobody sets. */
  end: number
  hasRefused: boolean
}

/**
 * Counts in the memory of this process. Where there are too many keys, the oldest of those that have
 * not reached the limit are forgotten: who floods it gets at most what is below the limit once more,
 * and has to be counted a hundred thousand times for that.
 */
export function createMemoryCounter(limit: Limit, mostKeys = MOST_KEYS): Counter {
  // The first ones began first, so they end first.
  const open = new Map<string, Window>()
  const full = new Map<string, Window>()

  function find(key: string): Window | undefined {
    const window = open.get(key) ?? full.get(key)
    return window && window.end > performance.now() ? window : undefined
  }

  function put(key: string, window: Window): void {
    const isFull = window.times >= limit.times
    const [place, other] = isFull ? [full, open] : [open, full]
    other.delete(key)
    if (window.times === 0) place.delete(key)
    else place.set(key, window)
  }

  function begin(key: string): Window {
    const now = performance.now()
    open.delete(key)
    full.delete(key)
    for (const windows of [open, full]) removeEnded(windows, now)
    if (open.size + full.size >= mostKeys) removeFirst(open.size > 0 ? open : full)
    return { times: 0, end: now + limit.seconds * 1000, hasRefused: false }
  }

  return {
    async count(key) {
      const found = find(key)
      if (found && found.times >= limit.times) {
        const isFirst = !found.hasRefused
        found.hasRefused = true
        const seconds = Math.ceil((found.end - performance.now()) / 1000)
        return { seconds: Math.max(1, seconds), isFirst }
      }
      const window = found ?? begin(key)
      window.times += 1
      put(key, window)
      return {
        times: window.times,
        isLast: window.times >= limit.times,
        async uncount() {
          if (find(key) !== window) return
          window.times -= 1
          put(key, window)
        },
      }
    },
    async forget(key) {
      open.delete(key)
      full.delete(key)
    },
  }
}

function removeEnded(windows: Map<string, Window>, now: number): void {
  for (const [key, { end }] of windows) {
    if (end > now) return
    windows.delete(key)
  }
}

function removeFirst(windows: Map<string, Window>): void {
  const [first] = windows.keys()
  if (first !== undefined) windows.delete(first)
}
