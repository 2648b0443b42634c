import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm'
import { User } from './user.entity.js'

/**
 * Who an address belongs to, primary or secondary. The primary key is what makes one address
 * belong to one account at most, whatever happens at the same time (S6).
 */
@Entity('email_claims')
@Index('email_claims_user_kind', ['userId', 'kind'], { unique: true })
export class EmailOwner {
  /** In canonical form: see canonicalEmail. */
  @PrimaryColumn({ type: 'varchar', length: 254 })
  address!: string

  @Column({ name: 'user_id', type: 'integer' })
  userId!: number

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'email_claims_user_fk' })
  user?: Relation<User>

  @Column({ type: 'varchar', length: 9 })
  kind!: 'primary' | 'secondary'
}
