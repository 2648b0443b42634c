/** An algorithm for new hashes, at a certain cost. */
export interface Hasher {
  /** The longest password that it takes whole, in bytes of UTF-8. */
  maxBytes: number
  /** The usual time of one hash in milliseconds: a first guess. */
  duration: number
  hash(password: string): Promise<string>
  /** Whether a hash is of this algorithm and cost. */
  isCurrent(hash: string): boolean
  /** Whether a password is the one of a hash of this algorithm and cost. */
  compare(password: string, hash: string): Promise<boolean>
  /** Takes as long as `compare`. */
  compareWithNothing(): Promise<unknown>
}

/** Whether a password is the one of a hash. */
export type Verify = (password: string) => Promise<boolean>
