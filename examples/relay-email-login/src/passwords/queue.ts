/**
 * Runs a task when its turn comes, and answers what the task answers.
 *
 * @param who the asker
 * @throws QueueFull
 */
export type Queue = <T>(who: string, task: () => Promise<T>) => Promise<T>

/** Thrown when a new task would have to wait too long. */
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

/** A task that waits for its turn. */
interface Waiter {
  begin(): void
  refuse(): void
}

/**
 * A queue that runs a few tasks at once; the others wait. One that would have to wait for too long
 * is refused, at once where that can be foreseen (S57). Askers take turns, and places are taken from
 * the asker with the most: so an asker with many tasks waits only for those.
 */
export function createQueue({ concurrency, longestWait, duration }: QueueOptions): Queue {
  const line = createWaitingLine<Waiter>()
  let running = 0
  let usualDuration = duration

  async function takeTurn(who: string): Promise<void> {
    if (running < concurrency) {
      running += 1
      return
    }
    const wait = ((line.size() + 1) * usualDuration) / concurrency
    if (wait > longestWait) {
      const greediest = line.makeRoom(who)
      if (!greediest) throw new QueueFull(Math.ceil(wait / 1000))
      greediest.refuse()
    }
    await new Promise<void>((resolve, reject) => line.add(who, waiter(who, resolve, reject)))
  }

  /** Gives up where the others take longer than was expected. */
  function waiter(who: string, resolve: () => void, reject: (error: QueueFull) => void): Waiter {
    const giveUp = setTimeout(() => {
      line.remove(who, self)
      self.refuse()
    }, longestWait)
    const self: Waiter = {
      begin() {
        clearTimeout(giveUp)
        resolve()
      },
      refuse() {
        clearTimeout(giveUp)
        reject(new QueueFull(Math.ceil(longestWait / 1000)))
      },
    }
    return self
  }

  /** Hands the place over, so that no one who comes just now can overtake. */
  function endTurn(startedAt: number): void {
    usualDuration += (performance.now() - startedAt - usualDuration) * WEIGHT
    const next = line.next()
    if (next) next.begin()
    else running -= 1
  }

  return async (who, task) => {
    await takeTurn(who)
    const startedAt = performance.now()
    try {
      return await task()
    } finally {
      endTurn(startedAt)
    }
  }
}

/** Those who wait. Askers take turns; what one of them has asked for keeps its order. */
interface WaitingLine<Item> {
  /** How many items wait. */
  size(): number
  add(who: string, item: Item): void
  /** An item that does not wait is passed over. */
  remove(who: string, item: Item): void
  /** Takes out the item whose turn it is. */
  next(): Item | undefined
  /**
   * Takes out the last item of the asker with the most waiting items. Nothing when
   * that would not be just: the newcomer has as many.
   *
   * @param newcomer who is to get the place
   */
  makeRoom(newcomer: string): Item | undefined
}

/** A line in which no one waits. */
function createWaitingLine<Item>(): WaitingLine<Item> {
  // Whose turn is next is first. No one is in it without an item.
  const askers = new Map<string, Item[]>()

  const itemsOf = (who: string): Item[] => askers.get(who) ?? []

  function keep(who: string, items: Item[]): void {
    if (items.length > 0) askers.set(who, items)
    else askers.delete(who)
  }

  return {
    size: () => [...askers.values()].reduce((sum, { length }) => sum + length, 0),
    add(who, item) {
      keep(who, [...itemsOf(who), item])
    },
    remove(who, item) {
      const others = itemsOf(who).filter((other) => other !== item)
      keep(who, others)
    },
    next() {
      const [first] = askers
      if (!first) return undefined
      const [who, [item, ...others]] = first
      askers.delete(who)
      keep(who, others)
      return item
    },
    makeRoom(newcomer) {
      const [first] = [...askers].sort(([, one], [, other]) => other.length - one.length)
      if (!first) return undefined
      const [who, items] = first
      if (items.length <= itemsOf(newcomer).length + 1) return undefined
      keep(who, items.slice(0, -1))
      return items.at(-1)
    },
  }
}
