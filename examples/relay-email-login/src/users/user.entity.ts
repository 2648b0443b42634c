import { Column, Entity, Index, OneToOne, PrimaryGeneratedColumn } from 'typeorm'
import { UserStatus } from './user-status.entity.js'

/** A person with an account. */
@Entity('users')
@Index('users_closed', ['id'], { where: '"is_active" = false' })
export class User {
  @PrimaryGeneratedColumn()
  id!: number

  @Column({ type: 'varchar', length: 255, nullable: true })
  phone!: string | null

  /** A hash, or a text that starts with `!` when no password is set. */
  @Column({ type: 'varchar', length: 255 })
  password!: string

  @Column({ name: 'last_login', type: 'datetime', nullable: true })
  lastLogin!: Date | null

  @Column({ name: 'is_superuser', type: 'boolean', default: false })
  isSuperuser!: boolean

  @Column({ name: 'first_name', type: 'varchar', length: 150, default: '' })
  firstName!: string

  @Column({ name: 'last_name', type: 'varchar', length: 150, default: '' })
  lastName!: string

  @Column({ type: 'varchar', length: 254 })
  email!: string

  @Column({ name: 'is_staff', type: 'boolean', default: false })
  isStaff!: boolean

  @Column({ name: 'is_active', type: 'boolean', default: true })
  isActive!: boolean

  @Column({ name: 'date_joined', type: 'datetime' })
  dateJoined!: Date

  @OneToOne(
    () => UserStatus,
    (status) => status.user,
  )
  status!: UserStatus
}

/** Whether an account is neither closed nor archived. */
export function isOpen({ isActive, status }: User): boolean {
  return isActive && !status.archived
}
