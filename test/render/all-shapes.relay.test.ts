import { test } from 'vitest'
import { expectSoundShape } from '../support/sound-shape.js'
import { shapesByTurns } from './shapes.js'

test.each(shapesByTurns('relay'))('%s', (shape) => expectSoundShape(shape, 'relay'))
