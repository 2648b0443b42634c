/** Numbers and choices that look random, and are the same for the same seed. */
export interface Random {
  /** A whole number from 0 to `below`, exclusive. */
  whole(below: number): number
  pick<T>(choices: readonly T[]): T
  chance(probability: number): boolean
}

/** @param seed any whole number (the generator is mulberry32) */
export function createRandom(seed: number): Random {
  let state = seed >>> 0

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  const whole = (below: number) => Math.floor(next() * below)
  return {
    whole,
    chance: (probability) => next() < probability,
    pick(choices) {
      const [choice] = choices.slice(whole(choices.length))
      if (choice === undefined) throw new Error('There is nothing to choose from.')
      return choice
    },
  }
}
