/** Runs a task when its turn comes, and answers what the task answers. */
export type Queue = <T>(task: () => Promise<T>) => Promise<T>

/**
 * A queue that runs a few tasks at once; the others wait in the order in which they came.
 *
 * @param concurrency how many tasks may run at once, 1 or more
 */
export function createQueue(concurrency: number): Queue {
  const waiting: (() => void)[] = []
  let running = 0

  async function takeTurn(): Promise<void> {
    if (running < concurrency) running += 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
  }

  /** Hands the place over, so that nobody who comes just now can overtake. */
  function endTurn(): void {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }

  return async (task) => {
    await takeTurn()
    try {
      return await task()
    } finally {
      endTurn()
    }
  }
}
