import { it } from 'vitest'
import { effort } from '../support/effort.js'
import { withstand } from '../support/wild-connections.js'

const COUNT = effort.fuzzBytes

it(
  `S52: ${COUNT} wild connections: each is answered, by no 5xx, and told nothing`,
  {
    timeout: 120_000 + COUNT * 30,
  },
  () => withstand(COUNT),
)
