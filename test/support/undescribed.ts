import {
  buildSchema,
  type GraphQLNamedType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql'

interface Described {
  name: string
  description?: string | null | undefined
}

/** What a schema says nothing about: types, fields, arguments and fields of inputs. */
export function undescribed(sdl: string): string[] {
  const types = Object.values(buildSchema(sdl).getTypeMap())
  return types
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .flatMap(partsOf)
    .filter(([, { description }]) => !description)
    .map(([path]) => path)
}

type Part = [path: string, part: Described]

function partsOf(type: GraphQLNamedType): Part[] {
  return [[type.name, type], ...fieldsOf(type)]
}

function fieldsOf(type: GraphQLNamedType): Part[] {
  if (isInputObjectType(type)) return Object.values(type.getFields()).map(below(type.name))
  if (!isObjectType(type) && !isInterfaceType(type)) return []
  return Object.values(type.getFields()).flatMap((field) => {
    const path = `${type.name}.${field.name}`
    return [below(type.name)(field), ...field.args.map(below(path))]
  })
}

function below(path: string): (part: Described) => Part {
  return (part) => [`${path}.${part.name}`, part]
}
