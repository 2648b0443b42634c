import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm'
import { User } from '../users/user.entity.js'

/**
 * One login on one device. Access tokens name it, refresh tokens belong to it: when its row is
 * gone, all of them are dead.
 */
@Entity('sessions')
export class Session {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string

  @Index('sessions_user_id')
  @Column({ name: 'user_id', type: 'integer' })
  userId!: number

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'sessions_user_fk' })
  user!: Relation<User>

  @Column({ name: 'created_at', <%= types.moment %> })
  createdAt!: Date

  @Column({ name: 'last_used_at', <%= types.moment %> })
  lastUsedAt!: Date

  @Column({ type: 'varchar', length: 45 })
  ip!: string

  @Column({ name: 'user_agent', type: 'varchar', length: 255 })
  userAgent!: string
}
