import type { FieldType } from '../settings/types.js'

/** How the values of a column become values of another type. */
export interface Conversion {
  /** @param value the quoted name of the column @returns the new value as SQL, NULL for NULL */
  to(value: string): string
  /** The condition that holds for values that cannot be converted; null where all can. */
  unfit(value: string): string | null
}

/** What a database can make of values of one type. */
export type Conversions = Partial<Record<FieldType, Conversion>>

/** @param unfit where some values cannot be converted */
export function convert(
  to: Conversion['to'],
  unfit: (value: string) => string | null = () => null,
): Conversion {
  return { to, unfit }
}

export const asIs = convert((value) => value)
