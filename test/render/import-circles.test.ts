import { expect, test } from 'vitest'
import { render } from '../../src/render/render.js'
import { FLAVORS } from '../../src/settings/types.js'
import { circlesOf } from '../support/imports.js'
import { projectOf, SHAPES } from '../support/shapes.js'

/** Each names the other, as TypeORM wants it of both ends of a relation. */
const ENTITIES = ['src/users/user-status.entity.ts', 'src/users/user.entity.ts']

/** Its owner's: it may take anything, and the app takes it. */
const OWN = 'src/own/'

const kinds = FLAVORS.flatMap((flavor) =>
  Object.keys(SHAPES).map((shape): [string, (typeof FLAVORS)[number]] => [shape, flavor]),
)

test.each(kinds)('no files of %s in %s import each other in a circle', (shape, flavor) => {
  const sources = render(projectOf(shape, flavor))
    .filter(({ path }) => /^(src|test)\/.*\.ts$/.test(path) && !path.startsWith(OWN))
    .map(({ path, content }): [string, string] => [path, content])
  expect(circlesOf(new Map(sources))).toEqual(ENTITIES)
})
