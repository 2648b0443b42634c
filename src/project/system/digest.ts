import { createHash } from 'node:crypto'

/** The same for the same content, and for no other. */
export function digest(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex')
}
