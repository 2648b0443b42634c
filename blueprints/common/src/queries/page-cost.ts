import { type FieldNode, Kind } from 'graphql'
import { ownSchema } from '../own/schema.js'

/** Arguments of `users` for which all of them may have to be read, whatever the page holds. */
<%- filters.searches %>

/** The cost of such a page with its `pageInfo`, in pages. */
const SEARCH = 3

/** The costs of lists of `src/own/`, by the names of their fields. */
const OWN_LISTS = new Map(ownSchema.flatMap(({ pages }) => Object.entries(pages ?? {})))

/** The number of pages that a field counts as. */
export function pagesOf({ name, arguments: given = [], selectionSet }: FieldNode): number {
  if (name.value !== 'users' || !selectionSet) return OWN_LISTS.get(name.value) ?? 0
  const searches = given.filter(({ name, value }) => {
    const isNothing = value.kind === Kind.NULL || (value.kind === Kind.INT && value.value === '0')
    return SEARCHES.has(name.value) && !isNothing
  })
  return searches.length > 0 ? SEARCH : 1
}
