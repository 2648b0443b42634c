import { test } from 'vitest'
import { quickShapes } from '../support/shapes.js'
import { expectSoundShape } from '../support/sound-shape.js'

test.each(quickShapes('relay'))('%s', (shape) => expectSoundShape(shape, 'relay'))
