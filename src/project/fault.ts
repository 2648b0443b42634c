import { Failure } from '../failure.js'

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'something else has appeared there',
  EISDIR: 'it is a directory',
  ELOOP: 'too many symbolic links',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
  ENFILE: 'too many open files',
  ENOENT: 'no such file or directory',
  ENOSPC: 'no space left on the device',
  ENOTDIR: 'a part of the path is a file',
  ENOTEMPTY: 'something else has appeared there',
  EPERM: 'the operation is not permitted',
  EROFS: 'the file system is read-only',
}

/** The failure of a call that we did not even make: what lies there is nothing to read. */
export class NotOrdinary extends Error {}

/**
 * The reason of a failed system call in words, or null for any other error.
 *
 * Codes that are not in the list are shown as they are, which is still better than a stack.
 */
export function faultReason(error: unknown): string | null {
  if (error instanceof NotOrdinary) return error.message
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null
  const code = String(error.code)
  return REASONS[code] ?? code
}

/** Whether an error is the failed system call of this code, like ENOENT. */
export function isFault(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

/**
 * Does some work; tells a failed system call as a line.
 *
 * @param tell makes the line from the reason
 * @throws Failure in the place of a failed system call
 */
export async function tellingFaults<T>(
  work: () => Promise<T>,
  tell: (reason: string) => string,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const reason = faultReason(error)
    throw reason === null ? error : new Failure('failed', [tell(reason)])
  }
}
