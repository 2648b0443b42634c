import type { DefaultValue, FieldType } from '../settings/types.js'
import { quoted } from './quoted.js'

/**
 * A default value as SQL that means the same in every session: dates begin with the year, moments have
 * their zone, and with `E` a backslash does not depend on standard_conforming_strings. A number in
 * quotes gets the type of its column; without them 1.5 would stay a decimal.
 */
export function postgresLiteral(value: DefaultValue, type: FieldType): string {
  if (typeof value === 'boolean') return String(value)
  const text = type === 'DateTime' ? moment(new Date(String(value))) : String(value)
  return text.includes('\\') ? `E${quoted(text.replaceAll('\\', '\\\\'))}` : quoted(text)
}

/**
 * A default value as PostgreSQL has it in its catalog, seen from a session in UTC. It reads moments and
 * fractions, and writes them down in a form of its own.
 */
export function postgresDefault(value: DefaultValue, type: FieldType): DefaultValue {
  if (type === 'DateTime') return moment(new Date(String(value)))
  return type === 'Float' ? float(Number(value)) : value
}

/** `2026-01-02 03:04:05.5+00` */
function moment(value: Date): string {
  return value
    .toISOString()
    .replace('T', ' ')
    .replace(/\.?0*Z$/, '+00')
}

/** `0.00001` is `1e-05` there, while JavaScript writes it out. */
function float(value: number): string {
  const [digits, exponent] = value.toExponential().split('e')
  const power = Number(exponent)
  if (power >= -4 && power < 15) return String(value)
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
}
