import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'

/** A day, as text like "2020-01-31". */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  serialize: parseDate,
  parseValue: parseDate,
  parseLiteral: (node) => parseDate(node.kind === Kind.STRING ? node.value : undefined),
})

function parseDate(value: unknown): string {
  const text = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : ''
  const date = new Date(`${text}T00:00:00Z`)
  // 2020-02-31 would silently become the second of March.
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text)) {
    throw new GraphQLError('Date must be a day like "2020-01-31".')
  }
  return text
}
