/** How a step after creation went; `planned` in a dry run, and where the one before it failed. */
export type StepStatus = 'done' | 'skipped' | 'failed' | 'planned'

export interface StepResult {
  status: StepStatus
  /** One line that says why, where there is something to say. */
  note?: string
}

/** The last words of a program that failed, to show to the user. */
export function lastLines(output: string, count: number): string {
  return output.trimEnd().split('\n').slice(-count).join('\n')
}

/** How the steps after creation went. */
export interface Steps {
  git: StepResult
  commit: StepResult
  install: StepResult
}
