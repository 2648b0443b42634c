import { GraphQLError } from 'graphql'
import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import type { RequestContext } from '../auth/mutation.js'
import type { SchemaModule } from '../auth/schema-module.js'
import { fromCursor, LAST_KEY, toCursor } from '../identifiers/global-id.js'
import { User } from '../users/user.entity.js'
import { connectionTypes } from './connection-types.js'
import { applyFilters } from './filters.js'
import { onlyVisible, visibleTo } from './visibility.js'

/** Pages of the users that the caller may see. */
export const users: SchemaModule = {
  typeDefs: `
    "What clients can ask for."
    type Query {
      "Users by id, at most 100 per page."
      users(
        "Leaves out so many at the beginning."
        offset: Int
        "Only users before this cursor."
        before: String
        "Only users after this cursor."
        after: String
        "At most so many, from the beginning."
        first: Int
        "At most so many, from the end."
        last: Int
        "Only users whose email is this."
        email: String
        "Only users whose email contains this, in any letter case."
        email_Icontains: String
        "Only users whose email begins with this, in any letter case."
        email_Istartswith: String
        "Only users whose isActive is this."
        isActive: Boolean
        "Only users whose archived is this."
        status_Archived: Boolean
        "Only users whose verified is this."
        status_Verified: Boolean
        "Only users whose secondaryEmail is this."
        status_SecondaryEmail: String
        "Only users whose phone is this."
        phone: String
      ): UserNodeConnection
    }

    ${connectionTypes}
  `,
  resolvers: {
    Query: {
      users: (_root: unknown, args: UsersArgs, request: RequestContext) => findUsers(request, args),
    },
  },
}

/** Most users on a page; also how many there are when nothing is asked for. */
const PAGE_LIMIT = 100

interface UsersArgs extends Record<string, unknown> {
  first?: number | null
  last?: number | null
  before?: string | null
  after?: string | null
  offset?: number | null
}

/** A page of users as the Relay connection specification describes it. */
interface UsersConnection {
  edges: { node: User; cursor: string }[]
  /** Fields that need an extra query are read only if a client selects them. */
  pageInfo: {
    hasNextPage(): Promise<boolean>
    hasPreviousPage(): Promise<boolean>
    startCursor: string | null
    endCursor: string | null
  }
}

/**
 * The users that the caller may see and the filters let through, by primary key.
 *
 * @throws GraphQLError for a page that is too large or of a negative size
 */
async function findUsers(request: RequestContext, args: UsersArgs): Promise<UsersConnection> {
  checkPageSize(args)
  const { app } = request
  const { reader } = app.database
  const visible = await visibleTo(request)
  const all = () => applyFilters(app, onlyVisible(usersById(reader), visible), args)
  const isAny = async (after: number, before: number) =>
    (await findIds(within(all(), after, before))).length > 0

  const [after, before] = [await lowerBound(all, args), upperBound(args)]
  const users = await findPage(() => within(all(), after, before), args)
  const first = users.at(0)
  const last = users.at(-1)
  // An empty page stands at the end that is counted from.
  const place = isFromEnd(args) ? before - 1 : after
  return {
    edges: users.map((node) => ({ node, cursor: toCursor(node.id) })),
    pageInfo: {
      hasNextPage: once(() => isAny(last?.id ?? place, LAST_KEY)),
      hasPreviousPage: once(() => isAny(0, first?.id ?? Math.min(place + 1, LAST_KEY))),
      startCursor: first ? toCursor(first.id) : null,
      endCursor: last ? toCursor(last.id) : null,
    },
  }
}

/** However many aliases ask, all users may have to be read for it: that happens once. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined
  return () => {
    answer ??= ask()
    return answer
  }
}

type UserQuery = SelectQueryBuilder<User>

function usersById(manager: EntityManager): UserQuery {
  return manager
    .createQueryBuilder(User, 'user')
    .innerJoinAndSelect('user.status', 'status')
    .orderBy('user.id', 'ASC')
}

/** The key after which the page begins: that of the cursor, moved on by the offset. */
async function lowerBound(all: () => UserQuery, { after, offset }: UsersArgs): Promise<number> {
  const bound = (after ? fromCursor(after) : null) ?? 0
  if (!offset) return bound
  const lastSkipped = await all()
    .andWhere('user.id > :after', { after: bound })
    .offset(offset - 1)
    .limit(1)
    .getOne()
  return lastSkipped?.id ?? LAST_KEY
}

/** The key before which the page ends. */
function upperBound({ before }: UsersArgs): number {
  return (before ? fromCursor(before) : null) ?? LAST_KEY
}

function within(query: UserQuery, after: number, before: number): UserQuery {
  // Said of both tables, so that neither is read from its beginning.
  return query
    .andWhere('user.id > :after AND user.id < :before', { after, before })
    .andWhere('status.userId > :after AND status.userId < :before')
}

/**
 * In order, and as many as on a page: asked for any one of them, PostgreSQL reads users one by one,
 * as if one that the filters let through had to come soon.
 */
async function findIds(query: UserQuery): Promise<unknown[]> {
  return query.select('user.id').limit(PAGE_LIMIT).getRawMany()
}

/** `last` without `first` counts from the end. */
function isFromEnd({ first, last }: UsersArgs): boolean {
  return typeof last === 'number' && typeof first !== 'number'
}

async function findPage(inRange: () => UserQuery, args: UsersArgs): Promise<User[]> {
  const { first, last } = args
  if (first === 0 || last === 0) return []
  if (isFromEnd(args)) {
    const users = await inRange()
      .orderBy('user.id', 'DESC')
      .limit(last ?? PAGE_LIMIT)
      .getMany()
    return users.reverse()
  }
  const users = await inRange()
    .limit(first ?? PAGE_LIMIT)
    .getMany()
  return typeof last === 'number' ? users.slice(Math.max(0, users.length - last)) : users
}

function checkPageSize(args: UsersArgs): void {
  for (const name of ['first', 'last', 'offset'] as const) {
    const size = args[name] ?? 0
    if (size < 0) throw new GraphQLError(`The argument \`${name}\` must not be negative.`)
    if (name !== 'offset' && size > PAGE_LIMIT) {
      throw new GraphQLError(
        `Requesting ${size} records on the \`users\` connection exceeds the ` +
          `\`${name}\` limit of ${PAGE_LIMIT} records.`,
      )
    }
  }
}
