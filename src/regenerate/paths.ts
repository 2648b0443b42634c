/** A path of ours: parts of letters, digits and a few signs that mean the same on every system. */
const SAFE_PART = /^[\w.@+=,()[\] -]+$/u

/** Folders of other programs: nothing is ever rendered there. */
const FOREIGN_FOLDERS = ['.git', 'node_modules']

/**
 * Whether a path from the base may be touched: relative, with `/`, inside the project.
 *
 * The base is a file that anybody may have edited; what it names is written and deleted.
 */
export function isSafePath(path: string): boolean {
  const parts = path.split('/')
  return (
    parts.every((part) => SAFE_PART.test(part) && !/^\.+$/.test(part)) &&
    !FOREIGN_FOLDERS.includes(parts[0]?.toLowerCase() ?? '')
  )
}
