import {
  type DocumentNode,
  type GraphQLError,
  Kind,
  Lexer,
  OperationTypeNode,
  parse,
  Source,
  TokenKind,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Settings } from '../settings/settings.js'
import { measurer } from './operation-size.js'
import { requestError } from './request-error.js'

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
