import type { DefaultValue, FieldType } from '../settings/types.js'

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
