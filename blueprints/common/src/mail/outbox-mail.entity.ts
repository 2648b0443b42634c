import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import type { MailKind } from './kinds.js'
import type { MailUser } from './mail-user.js'

/**
 * A mail that has still to be sent: what to say, and to whom. It is written in the transaction that
 * causes it, and deleted when a mail server has taken the mail.
 */
@Entity('outbox_mails')
<%= indexes.waiting.decorator %>
export class OutboxMail {
  /** In the order in which mails are asked for. */
  @PrimaryGeneratedColumn()
  id!: number

  @Column({ type: 'varchar', length: 30 })
  kind!: MailKind

  @Column({ type: 'varchar', length: 254 })
  recipient!: string

  /** Not a foreign key: the notice of a deletion outlives the user. */
  @Column({ name: 'user_id', type: 'integer' })
  userId!: number

  /**
   * The user as templates see it, and the variables of the project's own mails: no field of a user begins
   * with `$`.
   */
  @Column({ type: 'simple-json' })
  user!: MailUser & { $variables?: object }

  /** The seed of the token, which is derived with SECRET_KEY when it is sent (S8); null without a link. */
  @Column({ name: 'token_seed', type: 'varchar', length: 64, nullable: true })
  tokenSeed!: string | null

  @Column({ type: 'varchar', length: 45 })
  ip!: string

  @Column({ name: 'user_agent', type: 'varchar', length: 255 })
  userAgent!: string

  @Column({ name: 'created_at', <%= types.moment %> })
  createdAt!: Date

  @Column({ type: 'integer', default: 0 })
  attempts!: number

  /** While an attempt is under way: when it counts as lost, and anyone may try again. */
  @Column({ name: 'next_attempt_at', <%= types.moment %> })
  nextAttemptAt!: Date

  /** When it was given up. */
  @Column({ name: 'dead_at', <%= types.moment %>, nullable: true })
  deadAt!: Date | null

  /** Why the last attempt failed, without anything secret: see MailError. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  reason!: string | null
}
