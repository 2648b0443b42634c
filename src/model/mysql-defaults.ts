import type { DefaultValue, FieldType } from '../settings/types.js'
import { storedMoment } from './stored-moment.js'

/** A default value as SQL of MySQL, where backslashes escape and moments have no time zone. */
export function mysqlLiteral(value: DefaultValue, type: FieldType): string {
  if (typeof value !== 'string') return String(value)
  return type === 'DateTime'
    ? `'${storedMoment(value)}'`
    : `'${escaped(value).replaceAll("'", "''")}'`
}

/** A default value as the catalog has it, and as TypeORM writes it between quotes. */
export function mysqlDefault(value: DefaultValue, type: FieldType): DefaultValue {
  if (typeof value === 'string') return type === 'DateTime' ? storedMoment(value) : escaped(value)
  // TypeORM would round a number.
  return type === 'Float' ? float(Number(value)) : value
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
}

/** `1e15` and `0.0000001` there, where JavaScript writes the one out and not the other. */
function float(value: number): string {
  const [digits = '', exponent] = value.toExponential().split('e')
  const power = Number(exponent)
  if (power < -15 || power > 14) return `${digits}e${power}`
  const decimals = digits.replace('-', '').replace('.', '').length - 1 - power
  return value.toFixed(Math.max(0, decimals))
}
