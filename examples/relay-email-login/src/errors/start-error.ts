/** Why the server cannot start: one line for each thing that is wrong, and what to do about it. */
export class StartError extends Error {
  constructor(readonly lines: string[]) {
    super(lines.join('\n'))
  }
}
