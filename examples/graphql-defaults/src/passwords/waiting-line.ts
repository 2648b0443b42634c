/** Those who wait. Askers take turns; what one of them has asked for keeps its order. */
export interface WaitingLine<Item> {
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
export function createWaitingLine<Item>(): WaitingLine<Item> {
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
