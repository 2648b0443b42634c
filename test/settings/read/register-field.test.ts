import { describe, expect, test } from 'vitest'
import { parseRegisterField, registerFieldText } from '../../../src/settings/read/register-field.js'

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
    ['phone:Strng', 'unknown type "Strng" in "phone:Strng"; did you mean "String"?'],
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
