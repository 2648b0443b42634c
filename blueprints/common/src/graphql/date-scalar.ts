import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'
import { isDay } from '../process/clock.js'

/** A day, as text like "2020-01-31". */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A day, as text like 2020-01-31.',
  serialize: parseDate,
  parseValue: parseDate,
  parseLiteral: (node) => parseDate(node.kind === Kind.STRING ? node.value : undefined),
})

function parseDate(value: unknown): string {
  if (typeof value === 'string' && isDay(value)) return value
  throw new GraphQLError('Date must be a day like "2020-01-31".')
}
