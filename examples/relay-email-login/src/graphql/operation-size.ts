import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql'
import { pagesOf } from '../queries/page-cost.js'

/** How much an operation asks for; a fragment counts as often as it is used. */
export interface Size {
  depth: number
  aliases: number
  directives: number
  /** How many fields it asks the root for. */
  rootFields: number
  /** How many pages of users. */
  userPages: number
}

const NOTHING: Size = { depth: 0, aliases: 0, directives: 0, rootFields: 0, userPages: 0 }

/** graphql-js has limits for these, and what clients ask them for is deep. */
const INTROSPECTION = ['__schema', '__type']

/** Measures operations of a document. It takes no longer than reading the document once. */
export function measurer({ definitions }: DocumentNode): (of: OperationDefinitionNode) => Size {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition)
    }
  }
  const measured = new Map<string, Size>()

  function sizeOfFragment(name: string): Size {
    const fragment = fragments.get(name)
    const known = measured.get(name)
    if (known || !fragment) return known ?? NOTHING
    // What spreads itself is invalid, whatever its size.
    measured.set(name, NOTHING)
    const size = sizeOf(fragment)
    measured.set(name, size)
    return size
  }

  function sizeOf(node: OperationDefinitionNode | FragmentDefinitionNode | SelectionNode): Size {
    const inner = sum(
      node.kind === Kind.FRAGMENT_SPREAD
        ? [sizeOfFragment(node.name.value)]
        : (node.selectionSet?.selections ?? []).map(sizeOf),
    )
    const directives = inner.directives + (node.directives?.length ?? 0)
    if (node.kind !== Kind.FIELD) return { ...inner, directives }
    return {
      depth: INTROSPECTION.includes(node.name.value) ? 0 : inner.depth + 1,
      aliases: inner.aliases + (node.alias ? 1 : 0),
      directives,
      rootFields: 1,
      userPages: inner.userPages + pagesOf(node),
    }
  }

  return sizeOf
}

function sum(sizes: readonly Size[]): Size {
  return sizes.reduce(
    (total, size) => ({
      depth: Math.max(total.depth, size.depth),
      aliases: total.aliases + size.aliases,
      directives: total.directives + size.directives,
      rootFields: total.rootFields + size.rootFields,
      userPages: total.userPages + size.userPages,
    }),
    NOTHING,
  )
}
