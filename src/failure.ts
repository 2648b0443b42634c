/**
 * Why a run ends early: `usage` for mistakes in flags and settings, `refused` where going on would
 * harm something, `failed` where the machine did not let us, `interrupted` by Ctrl-C or a signal.
 */
export type FailureCode = 'usage' | 'refused' | 'failed' | 'interrupted'

/** The end of a run that a user is told about: one clear line a problem, no stack. */
export class Failure extends Error {
  constructor(
    readonly code: FailureCode,
    readonly messages: readonly string[],
  ) {
    super(messages.join('\n'))
  }
}
