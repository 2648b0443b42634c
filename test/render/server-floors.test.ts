import { describe, expect, test } from 'vitest'
import { render } from '../../src/render/render.js'
import { FLAVORS } from '../../src/settings/types.js'
import { importsOf } from '../support/imports.js'
import { projectOf, SHAPES } from '../support/shapes.js'

/**
 * The rooms of a rendered server from the top down, the rooms of a floor in one row. A file imports
 * from its own room and from the floors below it. `''` is src/ itself, which builds the server.
 */
const FLOORS = [
  ['commands'],
  [''],
  ['graphql'],
  ['mutations', 'queries'],
  ['auth'],
  ['fixtures'],
  ['accounts'],
  ['sessions'],
  ['throttle'],
  ['mail'],
  ['users'],
  ['passwords'],
  ['forms'],
  ['identifiers'],
  ['context'],
  ['database'],
  ['http'],
  ['crypto'],
  ['settings'],
  ['process'],
  ['errors'],
]

/** The App is made of parts of all floors, and handed to all of them: its type alone looks up. */
const UPWARD = [
  'context -> mail',
  'context -> passwords',
  'context -> throttle',
  'context -> users',
]

/** Two pages. */
const MOST_LINES = 200

const kinds = FLAVORS.flatMap((flavor) =>
  Object.keys(SHAPES).map((shape): [string, (typeof FLAVORS)[number]] => [shape, flavor]),
)

describe.each(kinds)('the server of %s in %s', (shape, flavor) => {
  const files = render(projectOf(shape, flavor)).filter(({ path }) => /^src\/.*\.ts$/.test(path))
  const sources = new Map(files.map(({ path, content }) => [path, content]))
  /** Settings let them take the place of what lies on any floor. */
  const ofOwner = files.filter(({ kind }) => kind === 'once').map(({ path }) => path)

  test('imports downwards', () => {
    const arrows = [...sources].flatMap(([path, content]) =>
      importsOf(path, content)
        .filter((imported) => !ofOwner.includes(imported))
        .map((imported) => [roomOf(path), roomOf(imported)] as const),
    )
    const upward = arrows.filter(([from, to]) => from !== to && floorOf(from) >= floorOf(to))
    const names = new Set(upward.map(([from, to]) => `${from} -> ${to}`))
    expect([...names].sort()).toEqual(UPWARD)
  })

  test('has no file that is longer than two pages', () => {
    const long = [...sources].filter(([, content]) => content.split('\n').length > MOST_LINES)
    expect(long.map(([path]) => path)).toEqual([])
  })
})

function roomOf(path: string): string {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? ''
}

function floorOf(room: string): number {
  return FLOORS.findIndex((rooms) => rooms.includes(room))
}
