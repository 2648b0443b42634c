export type LinkKind = keyof typeof LINKS
export type NoticeKind = keyof typeof NOTICES
export type MailKind = LinkKind | NoticeKind

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
] as const satisfies readonly MailKind[]

/** Whether a mail has a link, and so a token. */
export function isLink(kind: MailKind): kind is LinkKind {
  return kind in LINKS
}
