import { it } from 'vitest'
import { withstand } from './wild-connections.js'

const COUNT = process.env.FULL_RUN ? 5000 : 1000

it(
  `S52: ${COUNT} wild connections: each is answered, by no 5xx, and told nothing`,
  {
    timeout: 120_000 + COUNT * 30,
  },
  () => withstand(COUNT),
)
