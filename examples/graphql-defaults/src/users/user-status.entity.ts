import { Column, Entity, Index, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm'
import { User } from './user.entity.js'

/** The state of an account: every user has one. */
@Entity('user_status')
@Index('user_status_archived', ['userId'], { where: '"archived" = true' })
@Index('user_status_unverified', ['userId'], { where: '"verified" = false' })
export class UserStatus {
  @PrimaryColumn({ name: 'user_id', type: 'integer' })
  userId!: number

  @OneToOne(
    () => User,
    (user) => user.status,
    { onDelete: 'CASCADE' },
  )
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'user_status_user_fk' })
  user?: Relation<User>

  /** Whether the primary address is known to be the user's. */
  @Column({ type: 'boolean', default: false })
  verified!: boolean

  @Column({ type: 'boolean', default: false })
  archived!: boolean

  /** Only ever a verified address. */
  @Column({ name: 'secondary_email', type: 'varchar', length: 254, nullable: true })
  secondaryEmail!: string | null
}
