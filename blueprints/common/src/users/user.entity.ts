import { Column, Entity, Index, OneToOne, PrimaryGeneratedColumn } from 'typeorm'
import { UserStatus } from './user-status.entity.js'

/** A person with an account. */
@Entity('users')
<%= indexes.closed.decorator %>
export class User {
  @PrimaryGeneratedColumn()
  id!: number
<%_ for (const column of user.columns) { _%>

<%- include('column.ejs', { column }) -%>
<%_ } _%>

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
