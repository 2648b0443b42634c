import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'
import type { SchemaModule } from '../auth/schema-module.js'
import { isDay, isMoment } from '../process/clock.js'

/** A moment, as ISO 8601 text with a time zone. */
const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'A moment, as ISO 8601 text with a time zone.',
  serialize(value) {
    if (value instanceof Date) return value.toISOString()
    throw new GraphQLError('DateTime cannot represent a value that is not a date.')
  },
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : undefined),
})

/** Whatever JSON can hold. Only ever in answers. */
const GenericScalar = new GraphQLScalarType({
  name: 'GenericScalar',
  description: 'Whatever JSON can hold.',
})

/** Problems by field: `{ field: [{ message, code }] }`. Only ever in answers. */
const ExpectedErrorType = new GraphQLScalarType({
  name: 'ExpectedErrorType',
  description: 'Problems by field: each is an object with message and code.',
})

/** The scalars of the schema. */
export const scalars: SchemaModule = {
  typeDefs: `
    scalar DateTime
    scalar ExpectedErrorType
    scalar GenericScalar
  `,
  resolvers: { DateTime, ExpectedErrorType, GenericScalar },
}

const ISO_DATE_TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?$/

function parseDateTime(value: unknown): Date {
  const text = typeof value === 'string' ? value : ''
  const [, day = '', time, zone = 'Z'] = ISO_DATE_TIME.exec(text) ?? []
  const date = new Date(`${day}T${time}${zone}`)
  if (!isDay(day) || !isMoment(date)) {
    throw new GraphQLError('DateTime must be a text like "2020-01-31T12:30:00Z".')
  }
  return date
}
