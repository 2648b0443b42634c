import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { render } from '../../src/render/render.js'
import { PROTECTIONS } from '../support/protections.js'
import { projectOf } from '../support/shapes.js'

const files = new Map(
  render(projectOf('default', 'graphql')).map(({ path, content }) => [path, content]),
)

test.each(Object.entries(PROTECTIONS))(
  'the code and the test of "%s" are there',
  (_, protection) => {
    expect(files.get(protection.file)).toContain(protection.remove)
    const path = new URL(`../server/${protection.test}`, import.meta.url)
    expect(readFileSync(path, 'utf8')).toContain(protection.name)
  },
)
