import { me } from './me.js'
import { sessions } from './sessions.js'
import { user } from './user.js'
import { users } from './users.js'
import type { SchemaModule } from '../auth/schema-module.js'

/** The queries of the schema. */
export const queryFields: SchemaModule[] = [<%= queries.join(', ') %>]
