import { userFieldNameProblem } from '../checks/field-names.js'
import { toCamelCase } from '../names.js'
import { FIELD_TYPES, type FieldType } from '../types.js'
import { hint } from '../values/messages.js'

/** An extra argument of register, and the field of the user model behind it. */
export interface RegisterField {
  name: string
  type: FieldType
  optional: boolean
}

/**
 * Reads `NAME[:TYPE[:optional]]`, where a trailing `?` says `optional`, too: `phone?`.
 *
 * @returns the field, or what is wrong with the text as the end of a line
 */
export function parseRegisterField(text: string): RegisterField | string {
  const [name = '', type = 'String', ending, ...rest] = text.trim().replace(/\?$/, '').split(':')
  const knownType = FIELD_TYPES.find((known) => known === type)
  if (!knownType) return `unknown type "${type}" in "${text}"${hint(type, FIELD_TYPES)}`
  if (rest.length > 0 || (ending !== undefined && ending !== 'optional')) {
    return `"${text}" is not NAME[:TYPE[:optional]], like "phone:String:optional"`
  }
  const problem = userFieldNameProblem(toCamelCase(name))
  if (problem) return problem
  const optional = ending === 'optional' || text.trim().endsWith('?')
  return { name: toCamelCase(name), type: knownType, optional }
}

/** A field in the form that a flag takes: `phone:String:optional`. */
export function registerFieldText({ name, type, optional }: RegisterField): string {
  return optional ? `${name}:${type}:optional` : `${name}:${type}`
}
