import type { SelectQueryBuilder } from 'typeorm'
import type { App } from '../app.js'
import { findUser } from './find-users.js'
import type { User } from './user.entity.js'

/** Who asks: read only when it matters. */
interface Caller {
  app: App
  viewer(): Promise<User | null>
}

/** Whom a caller may see: everybody, or only the user with this id; null for nobody. */
type Visible = 'everybody' | number | null

/**
 * Who may see whom, as USERS_QUERY_ACCESS says: with "staff" users see only themselves (S54).
 * Accounts that are closed or archived have no sessions: only staff sees those (S55).
 */
export async function visibleTo({ app, viewer }: Caller): Promise<Visible> {
  if (isOpenToAll(app)) return 'everybody'
  const user = await viewer()
  if (!user) return null
  return user.isStaff || user.isSuperuser ? 'everybody' : user.id
}

/** The user, or null when there is none that the caller may see. */
export async function findVisibleUser(caller: Caller, id: number): Promise<User | null> {
  const visible = await visibleTo(caller)
  const maySee = visible === 'everybody' || visible === id
  return maySee ? findUser(caller.app.database.reader, { id }) : null
}

/** Leaves in a query what may be seen, whatever it asks for: filters tell no more than that. */
export function onlyVisible(
  query: SelectQueryBuilder<User>,
  visible: Visible,
): SelectQueryBuilder<User> {
  if (visible === 'everybody') return query
  return visible === null
    ? query.andWhere('1 = 0')
    : query.andWhere('user.id = :visible', { visible })
}

/** Where nothing is set: while developing. */
function isOpenToAll({ settings, env }: App): boolean {
  const usual = env.mode === 'development' ? 'anyone' : 'staff'
  return (settings.GRAPHQL_AUTH.USERS_QUERY_ACCESS ?? usual) === 'anyone'
}
