import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm'
import { User } from '../users/user.entity.js'

export const MAIL_TOKEN_PURPOSES = [
  'activation',
  'passwordReset',
  'passwordSet',
  'secondaryEmail',
] as const

export type MailTokenPurpose = (typeof MAIL_TOKEN_PURPOSES)[number]

/** A token that was sent by mail: good once, for one purpose, one user and one address. */
@Entity('mail_tokens')
@Index('mail_tokens_user_purpose', ['userId', 'purpose'])
export class MailToken {
  /** The token itself is never stored (S8): this is its SHA-256 in hex. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hash!: string

  @Column({ type: 'varchar', length: 20 })
  purpose!: MailTokenPurpose

  @Column({ name: 'user_id', type: 'integer' })
  userId!: number

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'mail_tokens_user_fk' })
  user!: Relation<User>

  /** The recipient, as typed. */
  @Column({ type: 'varchar', length: 254 })
  address!: string

  @Column({ name: 'expires_at', type: 'datetime' })
  expiresAt!: Date

  @Column({ name: 'used_at', type: 'datetime', nullable: true })
  usedAt!: Date | null
}
