import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

/** Ctrl-C, or the end of the input, in place of an answer. */
export class Interrupted extends Error {}

/** A conversation in a terminal. It prints to standard error. */
export interface Terminal {
  /** @throws Interrupted */
  ask(question: string): Promise<string>
  /** The same for what no one else may read: it is not shown. */
  askSecretly(question: string): Promise<string>
  /** Says what is wrong with an answer. What was typed ahead of the next question is forgotten. */
  say(line: string): void
  /** Ends the conversation. @throws Interrupted if it has ended already */
  end(): void
  /** Gives the terminal back, however the conversation went. */
  close(): void
}

/** Whether there is someone to ask. */
export function hasTerminal(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true
}

const DELETE_LINE = { ctrl: true, name: 'u' }

/**
 * Starts a conversation. All answers may be pasted at once. Keys are shown only while a question waits
 * for an answer that others may read: those before it may be the password, which is asked for later.
 */
export function openTerminal(): Terminal {
  let isShown = false
  let isClosed = false
  const lines: string[] = []
  let wake = () => {}
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (isShown) process.stderr.write(chunk)
      done()
    },
  })
  const reader = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 })
  reader.on('line', (line) => {
    isShown = false
    lines.push(line)
    wake()
  })
  reader.once('close', () => {
    isShown = false
    isClosed = true
    wake()
  })
  const lineOrEnd = () =>
    new Promise<void>((resolve) => {
      wake = resolve
    })
  const answer = async (question: string, isSecret: boolean) => {
    const isAhead = lines.length > 0
    const isEchoed = !isSecret && !isAhead && !isClosed
    isShown = isEchoed
    if (isEchoed) {
      reader.setPrompt(question)
      reader.prompt()
    } else {
      process.stderr.write(question)
    }
    if (!isAhead && !isClosed) await lineOrEnd()
    const line = lines.shift()
    if (isAhead && !isSecret) process.stderr.write(line ?? '')
    if (!isEchoed || line === undefined) process.stderr.write('\n')
    if (line === undefined) throw new Interrupted()
    return line
  }
  return {
    ask: (question) => answer(question, false),
    askSecretly: (question) => answer(question, true),
    say(line) {
      lines.length = 0
      if (!isClosed) reader.write(null, DELETE_LINE)
      process.stderr.write(`${line}\n`)
    },
    end() {
      if (isClosed) throw new Interrupted()
      reader.close()
    },
    close: () => reader.close(),
  }
}
