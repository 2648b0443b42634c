import type { SelectQueryBuilder } from 'typeorm'
import type { App } from '../context/app.js'
import type { User } from '../users/user.entity.js'
import { type Filter, field, primaryEmail, secondaryEmail, wholeUsername } from './lookups.js'

/** The filter arguments of `users`. */
const FILTERS: Record<string, Filter> = {<%- include('members.ejs', { lines: filters.lines }) -%>}

/**
 * Narrows a query down by every filter that is given. Null, empty texts and lists filter
 * nothing; no text that is stored has a NUL in it.
 */
export function applyFilters(
  app: App,
  query: SelectQueryBuilder<User>,
  args: Record<string, unknown>,
): SelectQueryBuilder<User> {
  for (const [name, filter] of Object.entries(FILTERS)) {
    const value = args[name]
    const isEmpty = value === undefined || value === null || String(value) === ''
    if (isEmpty) continue
    if (String(value).includes('\0')) return query.andWhere('1 = 0')
    query.andWhere(filter.condition(name, value), { [name]: filter.parameter(value, app) })
  }
  return query
}
