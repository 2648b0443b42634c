import { test } from 'vitest'
import { expectSoundShape } from '../support/sound-shape.js'
import { quickShapes } from './shapes.js'

test.each(quickShapes('relay'))('%s', (shape) => expectSoundShape(shape, 'relay'))
