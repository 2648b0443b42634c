import { test } from 'vitest'
import { expectSoundShape } from '../support/sound-shape.js'
import { shapesByTurns } from './shapes.js'

test.each(shapesByTurns('graphql'))('%s', (shape) => expectSoundShape(shape, 'graphql'))
