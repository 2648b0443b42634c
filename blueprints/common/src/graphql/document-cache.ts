import type { DocumentNode } from 'graphql'

/** A document takes up to half a megabyte: what strangers send must not add up (S56). */
const MAX_DOCUMENTS = 100

/** Remembers the newest documents that could be parsed; what could not is parsed again. */
export function documentCache() {
  const documents = new Map<string, DocumentNode>()
  return {
    documentCache: {
      get: (source: string) => documents.get(source),
      set(source: string, document: DocumentNode) {
        documents.set(source, document)
        const [oldest] = documents.keys()
        if (documents.size > MAX_DOCUMENTS && oldest !== undefined) documents.delete(oldest)
      },
    },
    errorCache: {
      get: (_source: string) => undefined,
      set: (_source: string, _error: unknown) => {},
    },
  }
}
