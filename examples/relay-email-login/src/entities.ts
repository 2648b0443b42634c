import { MailToken } from './mail/mail-token.entity.js'
import { OutboxMail } from './mail/outbox-mail.entity.js'
import { ownEntities } from './own/entities.js'
import { RefreshToken } from './sessions/refresh-token.entity.js'
import { Session } from './sessions/session.entity.js'
import { EmailOwner } from './users/email-owner.entity.js'
import { User } from './users/user.entity.js'
import { UserStatus } from './users/user-status.entity.js'

/** The entities of the database. */
export const entities = [
  User,
  UserStatus,
  EmailOwner,
  Session,
  RefreshToken,
  MailToken,
  OutboxMail,
  ...ownEntities,
]
