import { domainToASCII } from 'node:url'
import type { OutboxMail } from './outbox-mail.entity.js'

/** A mail that could be sent. */
export type WaitingMail = Pick<OutboxMail, 'id' | 'recipient' | 'attempts'>

/**
 * What is being sent, and so what else may be: a mail server that takes its time, or a domain that
 * does, must not hold up the mails of everyone else.
 */
export interface Lanes {
  isFull(): boolean
  mayEnter(mail: WaitingMail): boolean
  enter(mail: WaitingMail): void
  leave(mail: WaitingMail): void
}

/** How many mails are sent at the same time. */
const AT_ONCE = 8
/** How many of them may have failed before: the others are kept for mails that are new. */
const RETRIES = 4
/** How many of them may go to one domain. */
const PER_DOMAIN = 2

export function createLanes(): Lanes {
  const inside = new Map<number, WaitingMail>()

  const count = (isCounted: (mail: WaitingMail) => boolean) =>
    [...inside.values()].filter(isCounted).length

  return {
    isFull: () => inside.size >= AT_ONCE,
    mayEnter({ id, recipient, attempts }) {
      if (inside.size >= AT_ONCE || inside.has(id)) return false
      if (attempts > 0 && count((mail) => mail.attempts > 0) >= RETRIES) return false
      const domain = registeredDomain(recipient)
      return count((mail) => registeredDomain(mail.recipient) === domain) < PER_DOMAIN
    },
    enter(mail) {
      inside.set(mail.id, mail)
    },
    leave({ id }) {
      inside.delete(id)
    },
  }
}

/** What names are registered below in some countries. The name of one owner may be as short. */
const BELOW_COUNTRY = /^(ac|com?|edu?|go[bv]?|gouv|gr|gv|idv|ltd|me|mil|net?|nom|org?|plc|sch)$/

/**
 * The part of a domain that has one owner: names below it cost nothing, and lead to the same place.
 * Below some countries one label more is registered, as in `example.co.uk`. To be wrong about that
 * makes mails wait for each other, no more.
 */
function registeredDomain(recipient: string): string {
  const domain = recipient.slice(recipient.lastIndexOf('@') + 1)
  const labels = (domainToASCII(domain) || domain.toLowerCase()).split('.')
  const [country = '', below = ''] = labels.toReversed()
  return labels.slice(country.length === 2 && BELOW_COUNTRY.test(below) ? -3 : -2).join('.')
}
