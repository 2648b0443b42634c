import type { SchemaModule } from '../auth/schema-module.js'
import { me } from './me.js'
import { node } from './node.js'
import { sessions } from './sessions.js'
import { user } from './user.js'
import { users } from './users.js'

/** The queries of the schema. */
export const queryFields: SchemaModule[] = [me, user, users, sessions, node]
