import type { UserField } from '../../model/user-model.js'

/** The user of the examples, of the tests and, with a number, of the fixtures. */
const NAMES = { username: 'new_user', domain: 'email.com' }

/**
 * A value for a field, another one for each number.
 *
 * @param number 1 to 9: a user of the fixtures; 0: the new user of the examples
 */
export function sample(field: UserField, number: number): string | number | boolean {
  const name = number === 0 ? NAMES.username : `user${number}`
  if (field.kind === 'email') return `${name}@${NAMES.domain}`
  if (field.kind === 'username') return name
  switch (field.type) {
    case 'String':
      return textSample(`${field.label} ${number}`, String(number), field.maxLength ?? 0)
    case 'Int':
      return number
    case 'Float':
      return number + 0.5
    case 'Boolean':
      return number % 2 === 0
    case 'Date':
      return `2000-01-1${number}`
    case 'DateTime':
      return `2000-01-1${number}T12:00:00Z`
  }
}

function textSample(text: string, short: string, maxLength: number): string {
  return text.length <= maxLength ? text : short
}
