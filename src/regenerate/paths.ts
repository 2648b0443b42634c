/** A path of ours: parts of letters, digits and a few signs that mean the same on every system. */
const SAFE_PART = /^[\w.@+=,()[\] -]+$/u

/** Windows drops such endings: `.git.` is `.git` there. */
const DROPPED_ENDING = /[. ]+$/

/** Names that Windows gives to devices, in every folder and with every ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** Folders of other programs: nothing is ever rendered there. */
const FOREIGN_FOLDERS = ['.git', 'node_modules']

/** What runs leave for themselves is never a file that is rendered. */
const OWN_TRACES = /^\.graphql-auth\/(lock|pending|backup)/i

/** Secrets are in no base: what they say must not be moved to where it is committed. */
const SECRET = /^\.env(?!\.example$)(\.|$)/i

/** Whether a path may be written or deleted: relative, with `/`, inside the project. */
export function isSafePath(path: string): boolean {
  return path.split('/').every(isSafePart) && !isForeign(path)
}

/**
 * Whether a base may name a path.
 *
 * The base is a file that anyone may have edited; what it names is written, moved and deleted.
 */
export function isPathOfBase(path: string): boolean {
  return isSafePath(path) && !SECRET.test(path)
}

function isSafePart(part: string): boolean {
  return SAFE_PART.test(part) && !DROPPED_ENDING.test(part) && !DEVICE.test(part)
}

/**
 * Whether a path leads to what other programs keep, or to what runs keep for themselves. A hook that is
 * written to `.git`, of whatever repository, is run.
 *
 * @param path from the project, symbolic links followed
 */
export function isForeign(path: string): boolean {
  const parts = path.split('/').map((part) => part.replace(DROPPED_ENDING, '').toLowerCase())
  return FOREIGN_FOLDERS.some((folder) => parts.includes(folder)) || OWN_TRACES.test(path)
}
