import { resolve } from 'node:path'
import { isEmailAddress } from '../users/email-address.js'
import { KINDS, type MailKind, type MailSettings } from './kinds.js'
import { MailError, toMailError } from './mail-error.js'
import type { Message } from './message.js'
import { htmlTemplate, subjectTemplate, type Template, textOf } from './templates.js'
import type { MailTransport } from './transports.js'

export { MailError, type MailKind, type MailSettings }

/** The user as templates get to know them: what may stand in a mail, and no more. */
export interface MailUser {
  readonly email: string
  readonly firstName: string
  readonly lastName: string
}

/** Who asked for a mail. What the request says about the host is not part of it (S10). */
export interface MailRequest {
  readonly ip: string
  readonly userAgent: string
}

/** A mail to be sent: who gets it, and the token of its link. */
export interface Mail {
  to: string
  user: MailUser
  token: string
  request: MailRequest
}

export interface Mailer {
  /** @throws MailError when the mail cannot be delivered */
  send(kind: MailKind, mail: Mail): Promise<void>
  close(): void
}

export interface MailerOptions {
  transport: MailTransport
  settings: MailSettings
  /** What the paths of the templates are relative to. */
  folder: string
  /** The sender: an address, or `Name <address>`. */
  from: string
  /** The name of the site, and where its front end is: the only source of links (S10). */
  site: { name: string; url: URL }
  now?: () => Date
}

/**
 * Writes and sends the mails of the accounts.
 *
 * @throws StartError when a template cannot be read or is not EJS
 */
export function createMailer({
  transport,
  settings,
  folder,
  from,
  site,
  now = () => new Date(),
}: MailerOptions): Mailer {
  const templates = readTemplates(settings, folder)

  function write(kind: MailKind, mail: Mail): Message {
    const path = settings[KINDS[kind].path]
    const variables = {
      ...describeSite(site),
      user: mail.user,
      token: mail.token,
      path,
      link: linkTo(site.url, path, mail.token),
      request: mail.request,
      timestamp: Math.floor(now().getTime() / 1000),
      ...settings.EMAIL_TEMPLATE_VARIABLES,
    }
    const html = templates[kind].html(variables)
    return {
      from,
      to: mail.to,
      subject: templates[kind].subject(variables),
      html,
      text: textOf(html),
    }
  }

  return {
    async send(kind, mail) {
      if (!isEmailAddress(mail.to)) throw new MailError('The recipient is not one mail address.')
      try {
        await transport.send(write(kind, mail))
      } catch (error) {
        throw toMailError(error)
      }
    },
    close: () => transport.close(),
  }
}

function readTemplates(
  settings: MailSettings,
  folder: string,
): Record<MailKind, { subject: Template; html: Template }> {
  const read = (kind: MailKind) => ({
    subject: subjectTemplate(resolve(folder, settings[KINDS[kind].subject])),
    html: htmlTemplate(resolve(folder, settings[KINDS[kind].html])),
  })
  return {
    activation: read('activation'),
    activationResend: read('activationResend'),
    secondaryEmailActivation: read('secondaryEmailActivation'),
    passwordSet: read('passwordSet'),
    passwordReset: read('passwordReset'),
  }
}

function describeSite({ name, url }: MailerOptions['site']): Record<string, string> {
  const protocol = url.protocol.replace(':', '')
  const port = url.port || (protocol === 'https' ? '443' : '80')
  return { siteName: name, protocol, domain: url.host, port }
}

/** `<front end>/<path>/<token>` */
function linkTo({ origin, pathname }: URL, path: string, token: string): string {
  const segments = [pathname, path].flatMap((text) => text.split('/')).filter((part) => part !== '')
  return [origin, ...segments, encodeURIComponent(token)].join('/')
}
