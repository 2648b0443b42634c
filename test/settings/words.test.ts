import { describe, expect, test } from 'vitest'
import { toCamelCase, toSnakeCase } from '../../src/settings/names.js'
import { parseRegisterField, registerFieldText } from '../../src/settings/read/register-field.js'
import { mutationName } from '../../src/settings/table/operation-names.js'
import { parseDuration } from '../../src/settings/values/duration.js'
import { hint, nearest } from '../../src/settings/values/messages.js'

describe('near misses', () => {
  const words = ['email', 'username', 'firstName', 'flavor']

  test.each([
    ['emial', 'email'],
    ['usernme', 'username'],
    ['FIRSTNAME', 'firstName'],
    ['flavour', 'flavor'],
    ['shoeSize', null],
    ['', null],
  ])('%j is nearest to %j', (word, expected) => {
    expect(nearest(word, words)).toBe(expected)
  })

  test('without a near one, all are listed', () => {
    expect(hint('xyz', ['a1', 'b2'])).toBe('; one of a1, b2')
  })
})

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

  test('a class of the original is its mutation', () => {
    expect(mutationName('graphql_auth.relay.ObtainJSONWebToken')).toBe('tokenAuth')
    expect(mutationName('verify_account')).toBe('verifyAccount')
  })
})

describe('durations', () => {
  test.each([
    [-1],
    [0.5],
    ['1 hour'],
    ['1 h'],
    ['h'],
    ['1y'],
    ['1.5h'],
    [null],
    ['-1h'],
    [1e12],
    ['9999w'],
  ])('%j is none', (value) => {
    expect(parseDuration(value)).toBeNull()
  })

  test('zero is one', () => {
    expect(parseDuration('0s')).toBe(0)
  })
})

describe('register fields', () => {
  test.each([
    ['phone', 'phone:String'],
    ['phone:Int', 'phone:Int'],
    ['phone:String:optional', 'phone:String:optional'],
    ['phone:String?', 'phone:String:optional'],
    ['phone?', 'phone:String:optional'],
    ['lucky_number:DateTime', 'luckyNumber:DateTime'],
  ])('%s is %s', (text, meant) => {
    const field = parseRegisterField(text)
    expect(typeof field === 'string' ? field : registerFieldText(field)).toBe(meant)
  })

  test.each([
    ['', 'the name of the field is missing'],
    ['phone:Strng', '"Strng" in "phone:Strng" is no type; did you mean "String"?'],
    [
      'phone:String:maybe',
      '"phone:String:maybe" is not NAME[:TYPE[:optional]], like "phone:String:optional"',
    ],
    [
      'phone:String:optional:x',
      '"phone:String:optional:x" is not NAME[:TYPE[:optional]], like "phone:String:optional"',
    ],
    ['select:Int', '"select" is a reserved word of SQL'],
  ])('%j is none', (text, problem) => {
    expect(parseRegisterField(text)).toBe(problem)
  })
})
