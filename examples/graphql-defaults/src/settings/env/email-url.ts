import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { StartError } from '../../errors/start-error.js'
import { BadUrl, demandTls, hasTls, isLoopback, parseSmtpUrl, type SmtpServer } from './smtp-url.js'

/** How mails leave the server. */
export type MailTarget =
  | { kind: 'console'; isMeant: boolean }
  /** Relative to the project, unless it is absolute. */
  | { kind: 'file'; folder: string }
  | { kind: 'smtp'; server: SmtpServer }

/** EMAIL_URL, as in `smtp://mail.example.com`. */
export const emailUrl = z.string().superRefine((text, context) => {
  try {
    parse(text)
  } catch (error) {
    if (!(error instanceof BadUrl)) throw error
    context.addIssue({ code: 'custom', message: error.message })
  }
})

/**
 * What EMAIL_URL names.
 *
 * @param url `console:`, `file:DIR`, `smtp://HOST:PORT` or `smtps://USER:PASSWORD@HOST:PORT`; options
 *   may follow the last two
 * @throws StartError for anything else
 */
export function mailTarget(url: string, isProduction: boolean): MailTarget {
  try {
    const target = parse(url)
    const isDemanding = isProduction && target.kind === 'smtp'
    return isDemanding ? { kind: 'smtp', server: demandTls(target.server) } : target
  } catch (error) {
    if (error instanceof BadUrl) throw new StartError([`EMAIL_URL: ${error.message}`])
    throw error
  }
}

/** Why production does not start with a target: links in mails are for their recipients alone. */
export function unsafeTarget(target: MailTarget): string[] {
  if (target.kind === 'console' && !target.isMeant) {
    return [
      'EMAIL_URL: console: would print mails and their links to the log: ' +
        'write console:?production=true if that is what you want',
    ]
  }
  if (target.kind !== 'smtp') return []
  const { server } = target
  return server.auth && !hasTls(server) && !isLoopback(server)
    ? ['EMAIL_URL: would send the password in clear text: remove the option that disables TLS']
    : []
}

/** Warnings about an unsafe or unusual target. */
export function targetNotices(target: MailTarget, isProduction: boolean): string[] {
  if (target.kind === 'console' && isProduction) {
    return ['EMAIL_URL is console: mails and their links are printed to this log']
  }
  if (target.kind !== 'smtp') return []
  const { server } = target
  return [
    ...(isProduction && !hasTls(server) && !isLoopback(server)
      ? ['EMAIL_URL disables TLS: links in mails can be read on the way to the mail server']
      : []),
    ...(server.tls.rejectUnauthorized === false
      ? [
          'EMAIL_URL has tls.rejectUnauthorized=false: anyone on the network can pose as the mail server',
        ]
      : []),
    ...(server.secure && server.port === 587
      ? ['EMAIL_URL begins with smtps://, but port 587 usually needs smtp://']
      : []),
    ...(!server.secure && server.port === 465
      ? ['EMAIL_URL begins with smtp://, but port 465 usually needs smtps://']
      : []),
  ]
}

/** @throws BadUrl */
function parse(url: string): MailTarget {
  if (/^console:(\?production=true)?$/.test(url)) {
    return { kind: 'console', isMeant: url !== 'console:' }
  }
  if (/^file:./.test(url)) return { kind: 'file', folder: pathOf(url) }
  if (/^smtps?:\/\//i.test(url)) return { kind: 'smtp', server: parseSmtpUrl(url) }
  throw new BadUrl('must be console:, smtp://…, smtps://… or file:DIR')
}

function pathOf(fileUrl: string): string {
  if (!fileUrl.startsWith('file://')) return fileUrl.slice('file:'.length)
  try {
    return fileURLToPath(fileUrl)
  } catch {
    throw new BadUrl('is not a folder: write file:DIR or file:///DIR')
  }
}
