import { describe, expect, test } from 'vitest'
import { toCamelCase, toSnakeCase } from '../../src/settings/names.js'

describe('names', () => {
  test.each([
    ['first_name', 'firstName'],
    ['firstName', 'firstName'],
    ['lucky__number', 'luckyNumber'],
    ['address_2', 'address2'],
    ['__proto__', '__proto__'],
    ['_private', '_private'],
  ])('%s is %s', (name, camel) => {
    expect(toCamelCase(name)).toBe(camel)
  })

  test('columns are snake_case', () => {
    expect(toSnakeCase('luckyNumber')).toBe('lucky_number')
  })
})
