import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { vi } from 'vitest'

/** A mail as the server sent it. */
export interface ReceivedMail {
  to: string
  subject: string
  /** The last part of its link; empty when it has none. */
  token: string
}

/** Reads the mails of a folder, each one once, in the order in which they were sent. */
export interface Mailbox {
  /** Waits for the next mail. */
  next(): Promise<ReceivedMail>
  /** How many mails were sent until now. */
  count(): Promise<number>
}

/**
 * @param folder where `EMAIL_URL=file:DIR` writes them
 * @param settle done when all that was asked for until now is there
 */
export function openMailbox(folder: string, settle = async (): Promise<void> => {}): Mailbox {
  let read = 0

  async function files(): Promise<string[]> {
    await settle()
    const names = await readdir(folder).catch(() => [])
    return names.filter((name) => name.endsWith('.eml')).sort()
  }

  return {
    async next() {
      const name = await vi.waitFor(async () => {
        const file = (await files())[read]
        if (!file) throw new Error('There is no new mail.')
        return file
      })
      read += 1
      return parse(await readFile(join(folder, name), 'utf8'))
    },
    count: async () => (await files()).length,
  }
}

function parse(source: string): ReceivedMail {
  // Long lines are folded by a `=` at their end (RFC 2045, 6.7).
  const mail = source.replaceAll('=\r\n', '')
  return {
    to: find(mail, /^To: (.+)\r$/m),
    subject: find(mail, /^Subject: (.+)\r$/m),
    token: /^https?:\/\/\S+\/([^/\s]+)\r$/m.exec(mail)?.[1] ?? '',
  }
}

function find(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1]
  if (!found) throw new Error(`The mail has nothing like ${pattern}:\n${text}`)
  return found
}
