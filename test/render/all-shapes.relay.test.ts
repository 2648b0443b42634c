import { test } from 'vitest'
import { expectSoundShape } from '../support/sound-shape.js'
import { SHAPES } from './shapes.js'

test.each(Object.keys(SHAPES))('%s', (shape) => expectSoundShape(shape, 'relay'))
