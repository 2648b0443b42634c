import { ownMails } from '../own/mails.js'
import type { TemplateVariable } from '../settings/values/template-variables.js'

export type LinkKind = keyof typeof LINKS
export type NoticeKind = keyof typeof NOTICES
/** Those of `src/own/mails.ts`. */
export type OwnMailKind = keyof typeof ownMails & string
export type MailKind = LinkKind | NoticeKind | OwnMailKind

/** What a variable of a mail may be: it waits in the database as JSON. */
export type MailValue =
  | string
  | number
  | boolean
  | null
  | readonly MailValue[]
  | { readonly [name: string]: MailValue }

export type MailVariables = Readonly<Record<string, MailValue>>

/** A mail of `src/own/mails.ts`. */
export interface OwnMail {
  /** The path of its templates from the project: `.subject.ejs` and `.html.ejs` are added. */
  templates: string
  /** Variables of its own, with values to try the templates with at the start. */
  variables?: MailVariables & { readonly [Name in TemplateVariable]?: never }
}

/** What `src/own/mails.ts` defines, by kind. */
export type OwnMails = Record<string, OwnMail> & {
  [Kind in LinkKind | NoticeKind]?: never
}

/** The variables that a mail of this kind takes. */
export type VariablesOf<Kind extends OwnMailKind> = (typeof ownMails)[Kind] extends {
  variables: infer Given extends MailVariables
}
  ? Given
  : Record<never, never>

/** The same where any kind may be asked for. */
export const OWN_MAILS: Readonly<Record<string, OwnMail>> = ownMails

type Link = (typeof LINKS)[LinkKind]

/** The settings of GRAPHQL_AUTH that mails follow. */
export type MailSettings = Record<Link['subject' | 'html' | 'path'], string> & {
  EMAIL_TEMPLATE_VARIABLES: Record<string, unknown>
}

/** Mails with a link: what the token in it is good for, and the settings that they follow. */
export const LINKS = {
  activation: {
    purpose: 'activation',
    subject: 'EMAIL_SUBJECT_ACTIVATION',
    html: 'EMAIL_TEMPLATE_ACTIVATION',
    path: 'ACTIVATION_PATH_ON_EMAIL',
  },
  activationResend: {
    purpose: 'activation',
    subject: 'EMAIL_SUBJECT_ACTIVATION_RESEND',
    html: 'EMAIL_TEMPLATE_ACTIVATION_RESEND',
    path: 'ACTIVATION_PATH_ON_EMAIL',
  },
  secondaryEmailActivation: {
    purpose: 'secondaryEmail',
    subject: 'EMAIL_SUBJECT_SECONDARY_EMAIL_ACTIVATION',
    html: 'EMAIL_TEMPLATE_SECONDARY_EMAIL_ACTIVATION',
    path: 'ACTIVATION_SECONDARY_EMAIL_PATH_ON_EMAIL',
  },
  passwordSet: {
    purpose: 'passwordSet',
    subject: 'EMAIL_SUBJECT_PASSWORD_SET',
    html: 'EMAIL_TEMPLATE_PASSWORD_SET',
    path: 'PASSWORD_SET_PATH_ON_EMAIL',
  },
  passwordReset: {
    purpose: 'passwordReset',
    subject: 'EMAIL_SUBJECT_PASSWORD_RESET',
    html: 'EMAIL_TEMPLATE_PASSWORD_RESET',
    path: 'PASSWORD_RESET_PATH_ON_EMAIL',
  },
} as const

/** Mails that say what has happened to an account, and the files of their templates (S39). */
export const NOTICES = {
  passwordChanged: 'emails/password-changed',
  emailChanged: 'emails/email-changed',
  accountDeleted: 'emails/account-deleted',
  alreadyRegistered: 'emails/already-registered',
} as const

export const KINDS = [
  'activation',
  'activationResend',
  'secondaryEmailActivation',
  'passwordSet',
  'passwordReset',
  'passwordChanged',
  'emailChanged',
  'accountDeleted',
  'alreadyRegistered',
] as const satisfies readonly (LinkKind | NoticeKind)[]

/** The kinds of `src/own/mails.ts`. */
export const OWN_KINDS = Object.keys(OWN_MAILS).filter(isOwn)

function isOwn(kind: string): kind is OwnMailKind {
  return kind in ownMails
}

/** Whether a mail has a link, and so a token. */
export function isLink(kind: MailKind): kind is LinkKind {
  return kind in LINKS
}
