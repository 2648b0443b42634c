export type MailKind = keyof typeof KINDS

type Kind = (typeof KINDS)[MailKind]

/** The settings of GRAPHQL_AUTH that mails follow. */
export type MailSettings = Record<Kind['subject' | 'html' | 'path'], string> & {
  EMAIL_TEMPLATE_VARIABLES: Record<string, unknown>
}

/** The settings that each kind of mail follows. */
export const KINDS = {
  activation: {
    subject: 'EMAIL_SUBJECT_ACTIVATION',
    html: 'EMAIL_TEMPLATE_ACTIVATION',
    path: 'ACTIVATION_PATH_ON_EMAIL',
  },
  activationResend: {
    subject: 'EMAIL_SUBJECT_ACTIVATION_RESEND',
    html: 'EMAIL_TEMPLATE_ACTIVATION_RESEND',
    path: 'ACTIVATION_PATH_ON_EMAIL',
  },
  secondaryEmailActivation: {
    subject: 'EMAIL_SUBJECT_SECONDARY_EMAIL_ACTIVATION',
    html: 'EMAIL_TEMPLATE_SECONDARY_EMAIL_ACTIVATION',
    path: 'ACTIVATION_SECONDARY_EMAIL_PATH_ON_EMAIL',
  },
  passwordSet: {
    subject: 'EMAIL_SUBJECT_PASSWORD_SET',
    html: 'EMAIL_TEMPLATE_PASSWORD_SET',
    path: 'PASSWORD_SET_PATH_ON_EMAIL',
  },
  passwordReset: {
    subject: 'EMAIL_SUBJECT_PASSWORD_RESET',
    html: 'EMAIL_TEMPLATE_PASSWORD_RESET',
    path: 'PASSWORD_RESET_PATH_ON_EMAIL',
  },
} as const
