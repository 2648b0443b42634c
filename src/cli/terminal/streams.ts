import { Failure } from '../../failure.js'
import { faultReason, isFault } from '../../project/system/fault.js'
import { linesOf } from './printable.js'

/**
 * Writes text and waits until it is out.
 *
 * A reader that has gone away (`| head`) is not a mistake: the rest is not wanted.
 *
 * @throws Failure when the stream takes nothing, as on a full disk
 */
export async function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  const error = await new Promise<unknown>((resolve) => stream.write(text, resolve))
  if (!error || isFault(error, 'EPIPE')) return
  throw new Failure('failed', [`cannot write the result: ${faultReason(error) ?? String(error)}`])
}

/** Tells people something on stderr, one line each. */
export function tell(...lines: string[]): void {
  process.stderr.write(linesOf(lines))
}

/**
 * Keeps errors of the standard streams from ending the process with a stack: `write` reports those of
 * results, and of messages no one can be told.
 */
export function tolerateStreamErrors(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}

/** Whether there is someone to ask. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true
}

/**
 * Whether nothing may be drawn over: the terminal cannot, or it is read aloud, which ACCESSIBLE says as
 * it does to other programs.
 */
export function isPlainTerminal(): boolean {
  const { TERM, ACCESSIBLE = '' } = process.env
  return TERM === 'dumb' || !['', '0', 'false'].includes(ACCESSIBLE)
}
