import { describe, expect, test } from 'vitest'
import { parseDuration } from '../../../src/settings/values/duration.js'

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
