import { fileURLToPath } from 'node:url'

const PRELOAD = fileURLToPath(new URL('./fault.mjs', import.meta.url))

/** The environment in which a call of node:fs fails, or a signal comes before it. */
export function fault(what: string): Record<string, string> {
  return { FAULT: what, NODE_OPTIONS: `--import=${PRELOAD}` }
}
