import {
  type DefinitionNode,
  GraphQLError,
  isScalarType,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  parse,
} from 'graphql'
import type { SchemaModule } from '../auth/schema-module.js'

const FILE = 'src/own/schema.ts'
const ROOTS = ['Query', 'Mutation']

/** What is wrong with the owner's part of the schema, as lines that say where. */
export function ownLines(error: unknown): string[] {
  const message = error instanceof Error ? error.message : String(error)
  return message.split(/\s*\n\s*/).map((line) => `${FILE}: ${line}`)
}

/**
 * Why the owner's part of the schema cannot be added to ours, one line each. The parts are merged, so a
 * field that both have would be that of one of them, without a word.
 */
export function ownSchemaProblems(
  ours: readonly SchemaModule[],
  own: readonly SchemaModule[],
): string[] {
  const problems = own.flatMap(syntaxProblems)
  if (problems.length > 0) return problems
  const taken = new Set(ours.flatMap(namesIn))
  return [...own.flatMap((module) => collisions(module, taken)), ...resolverProblems(own)]
}

/** @param taken all names so far; those of the part are added */
function collisions(module: SchemaModule, taken: Set<string>): string[] {
  const names = namesIn(module).filter((name) => {
    const isTaken = taken.has(name)
    taken.add(name)
    return isTaken
  })
  // A mutation that exists has types that exist, and a type has fields: one of them says enough.
  const [fields, types] = [names.filter(isRootField), names.filter((name) => !/\./.test(name))]
  const told = [fields, types, names].find(({ length }) => length > 0) ?? []
  return told.map((name) => `${FILE}: ${isThere(name)} already; choose another name`)
}

function isRootField(name: string): boolean {
  return ROOTS.some((root) => name.startsWith(`${root}.`))
}

function syntaxProblems({ typeDefs }: SchemaModule): string[] {
  try {
    parse(typeDefs)
    return []
  } catch (error) {
    const line = error instanceof GraphQLError ? error.locations?.[0]?.line : undefined
    const text = line === undefined ? '' : typeDefs.split(/\r?\n/)[line - 1]?.trim()
    return ownLines(error).map((problem) => (text ? `${problem} In: ${text}` : problem))
  }
}

function resolverProblems(own: readonly SchemaModule[]): string[] {
  const names = own.flatMap(namesIn)
  const resolved = own.flatMap(resolvedBy)
  const unknown = resolved.filter((name) => !names.includes(name))
  const missing = names.filter((name) => isRootField(name) && !resolved.includes(name))
  return [
    ...unknown.map((name) => `${FILE}: has a resolver for ${name}, but does not define it`),
    ...missing.map((name) => `${FILE}: ${name} has no resolver`),
  ]
}

/** What a part defines: types by name, and fields and values like `Query.me`. */
function namesIn({ typeDefs }: SchemaModule): string[] {
  return parse(typeDefs).definitions.flatMap((one) => [...typesOf(one), ...membersOf(one)])
}

function membersOf(definition: DefinitionNode): string[] {
  if (!isTypeDefinitionNode(definition) && !isTypeExtensionNode(definition)) return []
  const members = [
    ...('fields' in definition ? (definition.fields ?? []) : []),
    ...('values' in definition ? (definition.values ?? []) : []),
  ]
  return members.map(({ name }) => `${definition.name.value}.${name.value}`)
}

function typesOf(definition: DefinitionNode): string[] {
  if (definition.kind === Kind.DIRECTIVE_DEFINITION) return [`@${definition.name.value}`]
  if (!isTypeDefinitionNode(definition)) return []
  const name = definition.name.value
  return ROOTS.includes(name) ? [] : [name]
}

/** What a part has resolvers for, by the names of what is defined. */
function resolvedBy({ resolvers = [] }: SchemaModule): string[] {
  return [resolvers].flat().flatMap((types) =>
    Object.entries(types).flatMap(([type, value]) => {
      if (isScalarType(value)) return [type]
      return Object.keys(value ?? {}).map((field) =>
        field.startsWith('__') ? type : `${type}.${field}`,
      )
    }),
  )
}

function isThere(name: string): string {
  const [type, field] = name.split('.')
  if (field !== undefined) return `${type} has a field ${field}`
  return name.startsWith('@') ? `there is a directive ${name}` : `there is a type ${name}`
}
