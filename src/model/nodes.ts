import type { Settings } from '../settings/types.js'

/** The types that `node` and `nodes` find. */
export type NodeType = 'UserNode' | 'SessionNode'

/** The queries that show objects of a type: without all of them, no id leads to one either. */
const SHOWN_BY: Readonly<Record<NodeType, readonly string[]>> = {
  UserNode: ['user', 'users'],
  SessionNode: ['sessions'],
}

/** What `node` and `nodes` find in a project; where that is nothing, it does not have them. */
export function nodeTypes({ GRAPHQL_AUTH }: Settings): NodeType[] {
  const types: NodeType[] = ['UserNode', 'SessionNode']
  return types.filter((type) => SHOWN_BY[type].some((name) => GRAPHQL_AUTH.QUERIES.includes(name)))
}
