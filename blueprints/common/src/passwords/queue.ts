/** Runs a task when its turn comes, and answers what the task answers. @throws QueueFull */
export type Queue = <T>(task: () => Promise<T>) => Promise<T>

/** So many tasks wait already that another one would have to wait for too long. */
export class QueueFull extends Error {
  /** @param seconds until those that wait now are done */
  constructor(readonly seconds: number) {
    super('Too many tasks are waiting.')
  }
}

/** How much the time of one task changes what the next ones are expected to take. */
const WEIGHT = 1 / 8

interface QueueOptions {
  /** How many tasks may run at once, 1 or more. */
  concurrency: number
  /** How long a task may have to wait, in milliseconds. */
  longestWait: number
  /** How long a task takes before any has shown it, in milliseconds. */
  duration: number
}

/**
 * A queue that runs a few tasks at once; the others wait in the order in which they came. One that
 * would have to wait for too long is refused, at once where that can be foreseen (S57).
 */
export function createQueue({ concurrency, longestWait, duration }: QueueOptions): Queue {
  const waiting: (() => void)[] = []
  let running = 0
  let usualDuration = duration

  async function takeTurn(): Promise<void> {
    if (running < concurrency) {
      running += 1
      return
    }
    const wait = ((waiting.length + 1) * usualDuration) / concurrency
    if (wait > longestWait) throw new QueueFull(Math.ceil(wait / 1000))
    await new Promise<void>((resolve, reject) => waiting.push(waiter(resolve, reject)))
  }

  /** Gives up where the others take longer than was expected. @returns what begins its turn */
  function waiter(begin: () => void, refuse: (error: QueueFull) => void): () => void {
    const giveUp = setTimeout(() => {
      waiting.splice(waiting.indexOf(turn), 1)
      refuse(new QueueFull(Math.ceil(longestWait / 1000)))
    }, longestWait)
    function turn(): void {
      clearTimeout(giveUp)
      begin()
    }
    return turn
  }

  /** Hands the place over, so that nobody who comes just now can overtake. */
  function endTurn(startedAt: number): void {
    usualDuration += (performance.now() - startedAt - usualDuration) * WEIGHT
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }

  return async (task) => {
    await takeTurn()
    const startedAt = performance.now()
    try {
      return await task()
    } finally {
      endTurn(startedAt)
    }
  }
}
