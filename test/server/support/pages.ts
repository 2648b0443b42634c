import { z } from 'zod'
import type { Answer } from './world.js'

const connection = z.object({
  users: z.object({
    pageInfo: z.object({
      hasNextPage: z.boolean(),
      hasPreviousPage: z.boolean(),
      startCursor: z.string().nullable(),
      endCursor: z.string().nullable(),
    }),
    edges: z.array(z.object({ cursor: z.string(), node: z.object({ pk: z.number() }) })),
  }),
})

/** A page of users, as short as it can be told. */
export interface Page {
  pks: number[]
  hasNextPage: boolean
  hasPreviousPage: boolean
  cursors: string[]
}

/** Asks for a page. @param args as in `first: 2, isActive: true`; none for all */
export function pageQuery(args: string): string {
  const wrapped = args === '' ? '' : `(${args})`
  const pageInfo = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }'
  return `{ users${wrapped} { ${pageInfo} edges { cursor node { pk } } } }`
}

/**
 * Reads the answer to a pageQuery.
 *
 * @throws when it is none, or when its start and end cursor are not those of the edges
 */
export function readPage({ data }: Answer): Page {
  const { pageInfo, edges } = connection.parse(data).users
  const cursors = edges.map(({ cursor }) => cursor)
  const ends = [pageInfo.startCursor, pageInfo.endCursor]
  const expected = [cursors.at(0) ?? null, cursors.at(-1) ?? null]
  if (String(ends) !== String(expected)) throw new Error(`${ends} are not ${expected}.`)
  const { hasNextPage, hasPreviousPage } = pageInfo
  return { pks: edges.map(({ node }) => node.pk), hasNextPage, hasPreviousPage, cursors }
}
