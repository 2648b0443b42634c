/**
 * What `npm ci` would install on this machine and is not there, like after `--omit=dev`,
 * `--omit=optional` (which leaves the binaries of tools out) or a pull that brought new packages.
 *
 * @param {{ packages: Record<string, { optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }> }} lock
 *   package-lock.json
 * @param {{ os: string, cpu: string, libc: string }} machine as `npm` names it, like linux, x64, glibc
 * @param {(folder: string) => boolean} isThere whether a folder like node_modules/ejs holds a package
 * @returns {string[]} the names of the packages
 */
export function missingPackages(lock, machine, isThere) {
  return Object.entries(lock.packages)
    .filter(([folder, entry]) => folder !== '' && isNeeded(entry, machine) && !isThere(folder))
    .map(([folder]) => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length))
}

/** What is optional and for any machine belongs to binaries of others, or is done without. */
function isNeeded({ optional = false, os, cpu, libc }, machine) {
  if (optional && os === undefined && cpu === undefined) return false
  return admits(os, machine.os) && admits(cpu, machine.cpu) && admits(libc, machine.libc)
}

/** The lists of package.json name what is admitted, or with ! what is not. */
function admits(list, value) {
  if (list === undefined) return true
  const named = list.filter((name) => !name.startsWith('!'))
  return !list.includes(`!${value}`) && (named.length === 0 || named.includes(value))
}
