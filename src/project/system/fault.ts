import { relative } from 'node:path'
import { Failure } from '../../failure.js'

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'the disk quota is exhausted',
  EEXIST: 'a file or folder has appeared there',
  EISDIR: 'it is a directory',
  ELOOP: 'too many symbolic links',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
  ENFILE: 'too many open files',
  ENOENT: 'no such file or directory',
  ENOSPC: 'no space left on the device',
  ENOTDIR: 'part of the path is a file',
  ENOTEMPTY: 'a file or folder has appeared there',
  EPERM: 'the operation is not permitted',
  EROFS: 'the file system is read-only',
  ERR_FS_EISDIR: 'it is a directory',
  EXDEV: 'it is on another file system',
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

/** The reason of a failed system call with what it was about, as a line; null for any other error. */
export function faultLine(error: unknown): string | null {
  const reason = faultReason(error)
  if (reason === null || !(error instanceof Error)) return null
  if ('syscall' in error && error.syscall === 'uv_cwd') {
    return 'the working directory was removed; change to an existing one'
  }
  const path = pathOf(error)
  return path === null ? `${reason} (${error.message})` : `${path}: ${reason}`
}

/** Whether an error is the failed system call of this code, like ENOENT. */
export function isFault(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

/**
 * Does some work; tells a failed system call as a line.
 *
 * @param tell makes the line from the reason, which names the file where `root` is given
 * @throws Failure in the place of a failed system call
 */
export async function tellingFaults<T>(
  work: () => Promise<T>,
  tell: (reason: string) => string,
  root?: string,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const reason = faultReason(error)
    if (reason === null) throw error
    const path = root === undefined ? null : pathOf(error)
    const place = path === null ? '' : `${relative(root ?? '', path)}: `
    throw new Failure('failed', [tell(place + reason)])
  }
}

/** What a failed system call was about. */
function pathOf(error: unknown): string | null {
  const path = error instanceof Error && 'path' in error ? error.path : null
  return typeof path === 'string' ? path : null
}
