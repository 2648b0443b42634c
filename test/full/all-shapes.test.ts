import { describe, test } from 'vitest'
import { FLAVORS } from '../../src/settings/types.js'
import { SHAPES, shapesByTurns } from '../render/shapes.js'
import { isTried } from '../support/sample.js'
import { expectSoundShape } from '../support/sound-shape.js'

describe.each(FLAVORS)('in the %s flavor', (flavor) => {
  const seen = shapesByTurns(flavor)
  const others = Object.keys(SHAPES).filter(
    (shape, index) => !seen.includes(shape) && isTried(index, flavor),
  )
  test.each(others)('%s', (shape) => expectSoundShape(shape, flavor))
})
