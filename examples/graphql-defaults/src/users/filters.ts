import type { SelectQueryBuilder } from 'typeorm'
import { type Filter, field, primaryEmail, secondaryEmail } from './lookups.js'
import type { User } from './user.entity.js'

/** The filter arguments of `users`. */
const FILTERS: Record<string, Filter> = {
  email: primaryEmail,
  username: field('user.username', 'exact'),
  username_Icontains: field('user.username', 'icontains'),
  username_Istartswith: field('user.username', 'istartswith'),
  isActive: field('user.isActive', 'exact'),
  status_Archived: field('status.archived', 'exact'),
  status_Verified: field('status.verified', 'exact'),
  status_SecondaryEmail: secondaryEmail,
}

/** Narrows a query down by every filter that is given. Null, empty texts and lists filter nothing. */
export function applyFilters(
  query: SelectQueryBuilder<User>,
  args: Record<string, unknown>,
): SelectQueryBuilder<User> {
  for (const [name, filter] of Object.entries(FILTERS)) {
    const value = args[name]
    const isEmpty = value === undefined || value === null || String(value) === ''
    if (!isEmpty) query.andWhere(filter.condition(name, value), { [name]: filter.parameter(value) })
  }
  return query
}
