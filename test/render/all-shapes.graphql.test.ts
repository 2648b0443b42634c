import { test } from 'vitest'
import { expectSoundShape } from '../support/sound-shape.js'
import { quickShapes } from './shapes.js'

test.each(quickShapes('graphql'))('%s', (shape) => expectSoundShape(shape, 'graphql'))
