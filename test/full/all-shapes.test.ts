import { describe, test } from 'vitest'
import { FLAVORS } from '../../src/settings/types.js'
import { isTried } from '../support/sample.js'
import { quickShapes, SHAPES } from '../support/shapes.js'
import { expectSoundShape } from '../support/sound-shape.js'

describe.each(FLAVORS)('in the %s flavor', (flavor) => {
  const seen = quickShapes(flavor)
  const others = Object.keys(SHAPES).filter(
    (shape) => !seen.includes(shape) && isTried(shape, flavor),
  )
  test.each(others)('%s', (shape) => expectSoundShape(shape, flavor))
})
