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

/** Starts a conversation. */
export function openTerminal(): Terminal {
  let isSecret = false
  let isClosed = false
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (!isSecret) process.stderr.write(chunk)
      done()
    },
  })
  // One reader for all answers: those of a pasted text come at once.
  const reader = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 })
  const lines = reader[Symbol.asyncIterator]()
  reader.once('close', () => {
    isClosed = true
  })
  const answer = async (question: string, secret: boolean) => {
    reader.setPrompt(question)
    if (!isClosed) reader.prompt()
    isSecret = secret
    const { done, value } = await lines.next()
    isSecret = false
    if (secret || done) process.stderr.write('\n')
    if (done) throw new Interrupted()
    return value
  }
  return {
    ask: (question) => answer(question, false),
    askSecretly: (question) => answer(question, true),
    say: (line) => void process.stderr.write(`${line}\n`),
    end() {
      if (isClosed) throw new Interrupted()
      reader.close()
    },
    close: () => reader.close(),
  }
}
