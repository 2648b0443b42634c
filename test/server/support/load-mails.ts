import { setTimeout } from 'node:timers/promises'
import { startSink, unfold, type WireMail } from './smtp-sink.js'

/** A mail that was promised by an acknowledged answer. */
export interface Promised {
  to: string
  /** In this mail, and in no other to the same address. */
  words: string
}

/** A mail server that finds what it has got. */
export interface LoadMails {
  /** For EMAIL_URL. */
  url: string
  all: readonly WireMail[]
  find(promised: Promised): WireMail | undefined
  /** How many came more than once. */
  duplicates(): number
}

/** In milliseconds. Some of those who send are killed while a mail is taken. */
const TAKING = 100

/** Starts a mail server that runs until the test ends. */
export async function startLoadMails(): Promise<LoadMails> {
  const byAddress = new Map<string, WireMail[]>()
  const { url, mails } = await startSink({
    async whenReceived(mail) {
      const [address = ''] = mail.recipients
      byAddress.set(address, [...(byAddress.get(address) ?? []), mail])
      await setTimeout(TAKING)
    },
  })
  return {
    url,
    all: mails,
    find: ({ to, words }) =>
      byAddress.get(to)?.find(({ source }) => unfold(source).includes(words)),
    // Tokens are no one else's; a notice names the request that caused it.
    duplicates: () => mails.length - new Set(mails.map(identityOf)).size,
  }
}

function identityOf({ token, source, recipients }: WireMail): string {
  return token || `${recipients} ${/load \d+\./.exec(unfold(source))}`
}
