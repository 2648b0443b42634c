import type { Plugin } from 'graphql-yoga'

/** How an answer differs from a plain 200. */
export interface HttpAnswer {
  status?: number
  headers?: Record<string, string>
}

/**
 * Gives an answer the status that its one field asked for. Where there are several, some of them
 * may have done what they should: then it stays 200, and each field tells for itself.
 */
export function httpAnswers(): Plugin<{ http: HttpAnswer }> {
  return {
    onExecute: ({ args: { contextValue } }) => ({
      onExecuteDone({ result, setResult }) {
        if (!('data' in result) || Object.keys(result.data ?? {}).length > 1) return
        const { http } = contextValue
        if (http.status) setResult({ ...result, extensions: { ...result.extensions, http } })
      },
    }),
  }
}
