import { addSeconds, type Clock } from '../../src/process/clock.js'

/** A clock that stands still until a test moves it. */
export interface TestClock extends Clock {
  advance(seconds: number): void
}

export function createTestClock(start = new Date('2026-01-01T12:00:00Z')): TestClock {
  let time = start
  return {
    now: () => time,
    advance(seconds) {
      time = addSeconds(time, seconds)
    },
  }
}
