import { Failure } from '../../failure.js'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Listens for the signals that end a run; `stop` gives them back to Node. */
export interface Interruption {
  /** Aborted with a Failure when a signal arrives. */
  signal: AbortSignal
  stop(): void
}

/** The end of a run that someone interrupted. */
export function interrupted(message = 'interrupted; nothing was written'): Failure {
  return new Failure('interrupted', [message])
}

/**
 * Turns signals into an AbortSignal, so that running work cleans up after itself.
 *
 * Later signals change nothing: a terminal and npx may both pass on one Ctrl-C.
 */
export function listenForInterruption(): Interruption {
  const controller = new AbortController()
  const abort = () => controller.abort(interrupted())
  for (const name of SIGNALS) process.on(name, abort)
  return {
    signal: controller.signal,
    stop: () => {
      for (const name of SIGNALS) process.off(name, abort)
    },
  }
}

/** Waits for work, but no longer than until the signal. */
export async function unlessInterrupted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const interruption = new AbortController()
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { signal: interruption.signal })
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    interruption.abort()
  }
}
