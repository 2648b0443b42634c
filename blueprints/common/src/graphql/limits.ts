import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  Kind,
  Lexer,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type SelectionNode,
  Source,
  TokenKind,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { ownSchema } from '../own/schema.js'
import type { Settings } from '../settings/settings.js'
import { requestError } from './errors.js'

type Limits = Exclude<Settings['GRAPHQL_AUTH']['GRAPHQL_LIMITS'], false>

const MEASURED = ['depth', 'aliases', 'directives', 'rootMutations', 'userPages'] as const

/**
 * Refuses documents that ask for too much, before they are validated or run. It counts what is
 * asked for, not requests: an alias is one more attempt (S35, S56).
 */
export function limitsPlugin(limits: Limits): Plugin {
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => {
        checkTokens(typeof source === 'string' ? new Source(source) : source, limits.tokens)
        return parse(source, options)
      })
    },
    onValidate({ params }) {
      checkSize(params.documentAST, limits)
    },
  }
}

/** Counts before the parser runs, which calls itself for every bracket. */
function checkTokens(source: Source, limit: number): void {
  const lexer = new Lexer(source)
  for (let count = 0; lexer.advance().kind !== TokenKind.EOF; count += 1) {
    if (count >= limit) throw exceeds('tokens', limit)
  }
}

function checkSize(document: DocumentNode, limits: Limits): void {
  const sizeOf = measurer(document)
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    const size = sizeOf(definition)
    const isMutation = definition.operation === OperationTypeNode.MUTATION
    const found = { ...size, rootMutations: isMutation ? size.rootFields : 0 }
    for (const name of MEASURED) {
      if (found[name] > limits[name]) throw exceeds(name, limits[name])
    }
  }
}

function exceeds(name: keyof Limits, limit: number): GraphQLError {
  const message = `The operation exceeds the limit of ${limit} for ${name}.`
  return requestError(400, 'LIMIT_EXCEEDED', message)
}

/** How much an operation asks for; a fragment counts as often as it is used. */
interface Size {
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
function measurer({ definitions }: DocumentNode): (of: OperationDefinitionNode) => Size {
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

/** Arguments of `users` for which all of them may have to be read, whatever the page holds. */
<%- filters.searches %>

/** The cost of such a page with its `pageInfo`, in pages. */
const SEARCH = 3

/** The costs of lists of `src/own/`, by the names of their fields. */
const OWN_LISTS = new Map(ownSchema.flatMap(({ pages }) => Object.entries(pages ?? {})))

/** The number of pages that a field counts as. `nodes` takes as many ids as there are users on one. */
function pagesOf({ name, arguments: given = [], selectionSet }: FieldNode): number {
  if (name.value === 'nodes') return 1
  if (name.value !== 'users' || !selectionSet) return OWN_LISTS.get(name.value) ?? 0
  const searches = given.filter(({ name, value }) => {
    const isNothing = value.kind === Kind.NULL || (value.kind === Kind.INT && value.value === '0')
    return SEARCHES.has(name.value) && !isNothing
  })
  return searches.length > 0 ? SEARCH : 1
}
