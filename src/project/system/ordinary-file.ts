import { constants } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { isFault, NotOrdinary } from './fault.js'

const MEGABYTE = 1024 * 1024

/** In bytes: more than anything has that we write. */
export const MOST_BYTES = 16 * MEGABYTE

/** Opening a pipe would wait until another program writes; Windows has none among files. */
const WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * The bytes of a file that anyone may have put there: neither a pipe or a device, which may never
 * end, nor more than fits into the memory.
 *
 * @param most how many bytes it may have
 * @returns null where there is none
 * @throws NotOrdinary
 */
export async function readOrdinary(path: string, most = MOST_BYTES): Promise<Buffer | null> {
  const found = await stat(path).catch(absent)
  if (found === null) return null
  if (found.isDirectory()) throw new NotOrdinary('it is a directory')
  if (!found.isFile()) throw new NotOrdinary('it is not an ordinary file')
  if (found.size > most) throw new NotOrdinary(`it is larger than ${most / MEGABYTE} MB`)
  // What the system makes up while it is read, and may go on forever, has no size.
  if (found.size === 0) return Buffer.alloc(0)
  const file = await open(path, WITHOUT_WAITING)
  try {
    return await file.readFile()
  } finally {
    await file.close()
  }
}

/** The text of bytes. @throws NotOrdinary where they are not UTF-8 */
export function decodeText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new NotOrdinary('it is not text in UTF-8')
  }
}

function absent(error: unknown): null {
  if (isFault(error, 'ENOENT')) return null
  throw error
}
