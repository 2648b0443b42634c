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
