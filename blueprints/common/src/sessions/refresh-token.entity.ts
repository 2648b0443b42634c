import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm'
import { Session } from './session.entity.js'

/** A refresh token of a session. One that was replaced gives the session away when it is used. */
@Entity('refresh_tokens')
export class RefreshToken {
  /** The token itself is never stored (S8): this is its SHA-256 in hex. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hash!: string

  @Index('refresh_tokens_session_id')
  @Column({ name: 'session_id', type: 'varchar', length: 36 })
  sessionId!: string

  @ManyToOne(() => Session, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'refresh_tokens_session_fk' })
  session!: Relation<Session>

  @Column({ name: 'created_at', <%= types.moment %> })
  createdAt!: Date

  /** When a newer token took its place. */
  @Column({ name: 'replaced_at', <%= types.moment %>, nullable: true })
  replacedAt!: Date | null
}
