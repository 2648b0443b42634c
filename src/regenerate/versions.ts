/** As https://semver.org defines it, and no longer than that need be. */
const VERSION = /^\d{1,9}\.\d{1,9}\.\d{1,9}(-[0-9A-Za-z.-]{1,50})?(\+[0-9A-Za-z.-]{1,50})?$/

/** Whether a text is a version, and nothing else: it is put into command lines that people copy. */
export function isVersion(text: unknown): text is string {
  return typeof text === 'string' && VERSION.test(text)
}

/**
 * Whether a version is newer than another one. What stands behind a `-` does not count, and neither
 * does what is not a version.
 */
export function isNewer(version: string, than: string): boolean {
  const [a, b] = [numbers(version), numbers(than)]
  const differing = a.findIndex((number, index) => number !== b[index])
  return differing !== -1 && (a[differing] ?? 0) > (b[differing] ?? 0)
}

function numbers(version: string): number[] {
  const [, ...parts] = /^(\d+)\.(\d+)\.(\d+)/.exec(version) ?? []
  return parts.map(Number)
}
