import type { OwnMails } from '../kit.js'

/** Your mails by kind, each with the path of its templates. See "Yours" in the README. */
export const ownMails = {} satisfies OwnMails
