import { resolve } from 'node:path'
import { StartError } from '../errors/start-error.js'
import { isEmailAddress } from '../identifiers/email-address.js'
import { toUnixSeconds } from '../process/clock.js'
import { linkTo } from '../settings/env/front-end.js'
import { type TemplateVariable, templateVariables } from '../settings/values/template-variables.js'
import {
  isLink,
  KINDS,
  LINKS,
  type LinkKind,
  type MailKind,
  type MailSettings,
  NOTICES,
  OWN_KINDS,
  OWN_MAILS,
} from './kinds.js'
import { MailError, toMailError } from './mail-error.js'
import { BARE_USER, FULL_USER, type MailUser } from './mail-user.js'
import { htmlTemplate, subjectTemplate, type Template, textOf } from './templates.js'
import type { MailTransport, Message } from './transports.js'

export { MailError }

/** The client that caused a mail. The host of the request is not part of it (S10). */
export interface MailRequest {
  readonly ip: string
  readonly userAgent: string
}

/** A mail to be sent: its recipient and its content. */
export interface Mail {
  to: string
  user: MailUser
  /** That of the link, in mails that have one. */
  token: string | null
  /** What only this kind of mail has. */
  variables?: object | undefined
  request: MailRequest
  /** The time of the request or of the reported event. */
  time: Date
}

export interface Mailer {
  /** @throws MailError when the mail cannot be delivered */
  send(kind: MailKind, mail: Mail): Promise<void>
  close(): void
}

export interface MailerOptions {
  transport: MailTransport
  settings: MailSettings
  /** The folder of the relative template paths. */
  folder: string
  /** The sender: an address, or `Name <address>`. */
  from: string
  /** The name of the site, and where its front end is: the only source of links (S10). */
  site: { name: string; url: URL }
}

interface Templates {
  subject: Template
  html: Template
}

/** The built-in variables of templates, which EMAIL_TEMPLATE_VARIABLES cannot replace. */
type Variables = Partial<Record<TemplateVariable, unknown>>

/**
 * Writes and sends the mails of the accounts.
 *
 * @throws StartError when a template cannot be read, is not EJS, or cannot be filled in
 */
export function createMailer({ transport, settings, folder, from, site }: MailerOptions): Mailer {
  requireOwnNames()
  const templates = readTemplates(settings, folder)
  tryOut(write)

  function write(kind: MailKind, mail: Mail): Message {
    const template = templates.get(kind)
    if (!template) throw new MailError(`There are no mails of the kind ${kind}.`, { isFinal: true })
    const given: Variables = {
      ...describeSite(site),
      user: mail.user,
      ...describeLink(kind, mail.token),
      request: mail.request,
      timestamp: toUnixSeconds(mail.time),
    }
    const variables = { ...settings.EMAIL_TEMPLATE_VARIABLES, ...mail.variables, ...given }
    const html = template.html(variables)
    return {
      from,
      to: mail.to,
      subject: template.subject(variables),
      html,
      text: textOf(html),
    }
  }

  function describeLink(kind: MailKind, token: string | null): Variables {
    if (!isLink(kind) || token === null) return {}
    const path = settings[LINKS[kind].path]
    return { token, path, link: linkTo(site.url, path, token) }
  }

  return {
    async send(kind, mail) {
      if (!isEmailAddress(mail.to)) {
        throw new MailError('The recipient is not one mail address.', { isFinal: true })
      }
      try {
        await transport.send(write(kind, mail))
      } catch (error) {
        throw toMailError(error)
      }
    },
    close: () => transport.close(),
  }
}

/**
 * Writes a mail of each kind for no one: a variable that does not exist is found at the start, not
 * when the first mail is to be sent.
 */
function tryOut(write: (kind: MailKind, mail: Mail) => Message): void {
  const lines = new Set<string>()
  for (const kind of [...KINDS, ...OWN_KINDS]) {
    const variables = OWN_MAILS[kind]?.variables
    for (const user of [FULL_USER, BARE_USER]) {
      const token = isLink(kind) ? 'token' : null
      const request = { ip: '127.0.0.1', userAgent: user === FULL_USER ? 'Agent/1.0' : '' }
      const mail = { to: 'nobody@localhost', user, token, variables, request, time: new Date(0) }
      try {
        write(kind, mail)
      } catch (error) {
        if (!(error instanceof MailError)) throw error
        lines.add(error.message)
      }
    }
  }
  if (lines.size > 0) throw new StartError([...lines])
}

/** No more fits into the column of the outbox. */
const LONGEST_KIND = 30

/** @throws StartError for names in `src/own/mails.ts` that are taken, or that no template can use */
function requireOwnNames(): void {
  const lines = Object.entries(OWN_MAILS).flatMap(([kind, { variables = {} }]) => {
    const parsed = templateVariables.parse(variables)
    return [
      ...(kind in LINKS || kind in NOTICES ? ['is a mail of the server already'] : []),
      ...(kind.length > LONGEST_KIND ? [`may have ${LONGEST_KIND} characters at most`] : []),
      ...('problems' in parsed ? parsed.problems : []),
    ].map((problem) => `src/own/mails.ts: ${kind} ${problem}`)
  })
  if (lines.length > 0) throw new StartError(lines)
}

function readTemplates(settings: MailSettings, folder: string): ReadonlyMap<string, Templates> {
  const read = (subject: string, html: string) => ({
    subject: subjectTemplate(resolve(folder, subject)),
    html: htmlTemplate(resolve(folder, html)),
  })
  const link = (kind: LinkKind) => read(settings[LINKS[kind].subject], settings[LINKS[kind].html])
  const pair = (path: string) => read(`${path}.subject.ejs`, `${path}.html.ejs`)
  return new Map([
    ...KINDS.map((kind) => [kind, isLink(kind) ? link(kind) : pair(NOTICES[kind])] as const),
    ...Object.entries(OWN_MAILS).map(([kind, mail]) => [kind, pair(mail.templates)] as const),
  ])
}

function describeSite({ name, url }: MailerOptions['site']): Variables {
  const protocol = url.protocol.replace(':', '')
  const port = url.port || (protocol === 'https' ? '443' : '80')
  return { siteName: name, protocol, domain: url.host, port }
}
