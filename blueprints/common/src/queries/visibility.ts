import type { SelectQueryBuilder } from 'typeorm'
import type { RequestContext } from '../auth/mutation.js'
import type { App } from '../context/app.js'
import { User } from '../users/user.entity.js'

/**
 * Whom a caller may see: everyone, everyone but closed accounts, or only the user with this id;
 * null for no one.
 */
type Visible = 'everybody' | 'active' | number | null

/**
 * Who may see whom, as USERS_QUERY_ACCESS says: with "staff" users see only themselves (S54). Only
 * staff sees closed accounts: the owner of a deleted account is no longer shown to others
 * (S55). django-graphql-auth shows those too.
 */
export async function visibleTo({ app, caller }: RequestContext): Promise<Visible> {
  const isOpen = isOpenToAll(app)
  if (isOpen && app.settings.GRAPHQL_AUTH.COMPATIBILITY === 'django') return 'everybody'
  const user = await caller()
  if (user?.isStaff || user?.isSuperuser) return 'everybody'
  return isOpen ? 'active' : (user?.id ?? null)
}

/** The user, or null when there is none that the caller may see. */
export async function findVisibleUser(request: RequestContext, id: number): Promise<User | null> {
  const [user] = await findVisibleUsers(request, [id])
  return user ?? null
}

/** Those of the users that the caller may see, in any order. */
export async function findVisibleUsers(
  request: RequestContext,
  ids: readonly number[],
): Promise<User[]> {
  if (ids.length === 0) return []
  const query = request.app.database.reader
    .createQueryBuilder(User, 'user')
    .innerJoinAndSelect('user.status', 'status')
    .where('user.id IN (:...ids)', { ids })
  return onlyVisible(query, await visibleTo(request)).getMany()
}

/** Leaves in a query what may be seen, whatever it asks for: filters tell no more than that. */
export function onlyVisible(
  query: SelectQueryBuilder<User>,
  visible: Visible,
): SelectQueryBuilder<User> {
  if (visible === 'everybody') return query
  if (visible === 'active') return query.andWhere('user.isActive = :active', { active: true })
  return visible === null
    ? query.andWhere('1 = 0')
    : query.andWhere('user.id = :visible', { visible })
}

/** The default in development. */
function isOpenToAll({ settings, env }: App): boolean {
  const usual = env.mode === 'development' ? 'anyone' : 'staff'
  return (settings.GRAPHQL_AUTH.USERS_QUERY_ACCESS ?? usual) === 'anyone'
}
