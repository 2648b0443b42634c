import type { Asker } from './ask.js'
import { isPlainTerminal } from './streams.js'

/** An asker for the terminal of this process; questions go to stderr, for stdout is for results. */
export async function createAsker(signal: AbortSignal): Promise<Asker> {
  if (isPlainTerminal()) return (await import('./plain-asker.js')).createPlainAsker(signal)
  return (await import('./prompts-asker.js')).createPromptsAsker(signal)
}
