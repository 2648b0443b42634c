/** Ids as clients see them: base64 of the type and the primary key, unique across all types. */
export function toGlobalId(type: string, id: number): string {
  return Buffer.from(`${type}:${id}`).toString('base64')
}

/** @returns the primary key, or null for an id of another type or no id at all */
export function fromGlobalId(type: string, globalId: string): number | null {
  return keyAfter(`${type}:`, globalId)
}

/** A cursor says after which primary key its edge stands. Clients must not look inside. */
export function toCursor(id: number): string {
  return Buffer.from(`cursor:${id}`).toString('base64')
}

/** @returns null for a text that is no cursor */
export function fromCursor(cursor: string): number | null {
  return keyAfter('cursor:', cursor)
}

function keyAfter(prefix: string, encoded: string): number | null {
  const decoded = Buffer.from(encoded, 'base64').toString('utf8')
  const digits = decoded.startsWith(prefix) ? decoded.slice(prefix.length) : ''
  const id = Number(digits)
  return /^\d+$/.test(digits) && Number.isSafeInteger(id) ? id : null
}
