/** Ids as clients see them: base64 of the type and the primary key, unique across all types. */
export function toGlobalId(type: string, id: number | string): string {
  return Buffer.from(`${type}:${id}`).toString('base64')
}

/** The largest primary key that there can be. */
export const LAST_KEY = 2_147_483_647

/** @returns the primary key, or null for an id of another type or no id at all */
export function fromGlobalId(type: string, globalId: string): number | null {
  const key = keyAfter(`${type}:`, globalId)
  return key === null || key > LAST_KEY ? null : key
}

/** The same for primary keys that are texts. */
export function textFromGlobalId(type: string, globalId: string): string | null {
  return textAfter(`${type}:`, globalId)
}

/** A cursor says after which primary key its edge stands. Clients must not look inside. */
export function toCursor(id: number): string {
  return Buffer.from(`cursor:${id}`).toString('base64')
}

/** @returns null for a text that is not a cursor */
export function fromCursor(cursor: string): number | null {
  const key = keyAfter('cursor:', cursor)
  return key === null ? null : Math.min(key, LAST_KEY)
}

function keyAfter(prefix: string, encoded: string): number | null {
  const digits = textAfter(prefix, encoded) ?? ''
  const id = Number(digits)
  return /^\d+$/.test(digits) && Number.isSafeInteger(id) ? id : null
}

function textAfter(prefix: string, encoded: string): string | null {
  const decoded = Buffer.from(encoded, 'base64').toString('utf8')
  const isText = decoded.startsWith(prefix) && !decoded.includes('\0')
  return isText ? decoded.slice(prefix.length) : null
}
