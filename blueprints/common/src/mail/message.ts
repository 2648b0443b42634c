import type { SendMailOptions } from 'nodemailer'
import { senderOf } from '../settings/env/sender.js'

/** A mail as people read it, to one recipient. */
export interface Message {
  /** An address, or `Name <address>`. */
  from: string
  /** An address alone. */
  to: string
  subject: string
  text: string
  html: string
}

/** The same for Nodemailer, which makes headers and MIME parts of it. */
export function toMime({ from, to, subject, text, html }: Message): SendMailOptions {
  return {
    // As objects they are one address each, whatever commas or angle brackets they hold (S48).
    from: senderOf(from),
    to: { name: '', address: to },
    subject,
    text,
    html,
    // Keeps out-of-office replies away (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
