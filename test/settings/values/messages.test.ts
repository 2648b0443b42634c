import { describe, expect, test } from 'vitest'
import { hint, nearest } from '../../../src/settings/values/messages.js'

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
