import { type GraphQLField, isObjectType } from 'graphql'
import { makeSchema } from '../../../src/graphql/schema.js'
import { shape } from '../../../src/settings/shape.js'

const schema = makeSchema()

/** Whether arguments come as one `input`, and `clientMutationId` goes back. */
export const isRelay = shape.flavor === 'relay'

/** The names of all mutations of this project. */
export const mutationNames = Object.keys(schema.getMutationType()?.getFields() ?? {})

/** A mutation of this project that asks for every field of its payload. */
export interface Operation {
  query: string
  variables: Record<string, unknown>
}

/** Calls a mutation with arguments as they are, in the flavor of this project. */
export function mutationOf(name: string, args: Readonly<Record<string, unknown>>): Operation {
  const variables = isRelay ? { input: args } : { ...args }
  const used = fieldOf(name).args.filter((argument) => argument.name in variables)
  const declared = used.map(({ name, type }) => `$${name}: ${type}`).join(', ')
  const passed = used.map(({ name }) => `${name}: $${name}`).join(', ')
  const query = `mutation ${wrap(declared)} { ${name} ${wrap(passed)} { ${selectionOf(name)} } }`
  return { query, variables }
}

/**
 * Calls a mutation with arguments in the text, also such that the schema does not have.
 *
 * @param args as in `email: "a@b.c", isStaff: true`
 */
export function mutationText(name: string, args: string, selection = 'success errors'): string {
  return `mutation { ${mutationField(name, args, selection)} }`
}

/** One request with several mutations, in the order of their aliases. */
export function mutationsText(fields: Record<string, [name: string, args: string]>): string {
  const aliased = Object.entries(fields).map(
    ([alias, [name, args]]) => `${alias}: ${mutationField(name, args, 'success errors')}`,
  )
  return `mutation { ${aliased.join(' ')} }`
}

function mutationField(name: string, args: string, selection: string): string {
  return `${name}${wrap(isRelay ? `input: { ${args} }` : args)} { ${selection} }`
}

/** The fields of a payload beside `clientMutationId` and `fieldErrors`, each of them null. */
export function emptyPayload(mutation: string): Record<string, null> {
  return Object.fromEntries(payloadFields(mutation).map(({ name }) => [name, null]))
}

/** The fields of a type that are not objects: what can be asked for without saying more. */
export function leavesOf(typeName: string): string[] {
  return fieldsOf(typeName).flatMap(({ name, type }) => (isObjectType(type) ? [] : name))
}

function wrap(list: string): string {
  return list === '' ? '' : `(${list})`
}

function selectionOf(mutation: string): string {
  return payloadFields(mutation)
    .map(({ name, type }) =>
      isObjectType(type) ? `${name} { ${leavesOf(type.name).join(' ')} }` : name,
    )
    .join(' ')
}

/** Tests of their own look at these. */
const ASIDE = ['clientMutationId', 'fieldErrors']

function payloadFields(mutation: string): GraphQLField<unknown, unknown>[] {
  const { type } = fieldOf(mutation)
  return fieldsOf(String(type)).filter(({ name }) => !ASIDE.includes(name))
}

function fieldOf(mutation: string): GraphQLField<unknown, unknown> {
  const field = schema.getMutationType()?.getFields()[mutation]
  if (!field) throw new Error(`The schema has no mutation ${mutation}.`)
  return field
}

function fieldsOf(typeName: string): GraphQLField<unknown, unknown>[] {
  const type = schema.getType(typeName)
  return isObjectType(type) ? Object.values(type.getFields()) : []
}
