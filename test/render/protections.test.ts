import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { render } from '../../src/render/render.js'
import { PROTECTIONS } from '../support/protections.js'
import { projectWith } from '../support/settings.js'
import type { Said } from '../support/shapes.js'

function filesOf(settings: Said): Map<string, string> {
  return new Map(render(projectWith(settings)).map(({ path, content }) => [path, content]))
}

const usual = filesOf({})

test.each(Object.entries(PROTECTIONS))(
  'the code and the test of "%s" are there',
  (_, protection) => {
    const files = protection.settings ? filesOf(protection.settings) : usual
    expect(files.get(protection.file)).toContain(protection.remove)
    const path = new URL(`../server/${protection.test}`, import.meta.url)
    expect(readFileSync(path, 'utf8')).toContain(protection.name)
  },
)
