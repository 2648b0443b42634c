/**
 * What your own code builds on. It is imported from here and from nowhere else, so that nothing of yours
 * has to change when a file of ours moves.
 */

export {
  anyone,
  asCaller,
  confirmedBy,
  hasSecondaryEmail,
  loggedIn,
  verified,
} from './auth/guards.js'
export { perAddress } from './auth/limits.js'
export {
  type Action,
  type Args,
  type Guard,
  type Mutation,
  mutation,
  type RequestContext,
} from './auth/mutation.js'
export { type MutationField, mutationField } from './auth/mutation-field.js'
export { type Query, query } from './auth/query.js'
export type { SchemaModule } from './auth/schema-module.js'
export type { App, HookContext, TransactionContext } from './context/app.js'
export { isUniqueViolation } from './database/errors.js'
export {
  type FieldProblem,
  FormError,
  fieldError,
  nonFieldError,
  problems,
} from './errors/form-error.js'
export {
  boolean,
  dateTime,
  day,
  email,
  number,
  numericId,
  optional,
  text,
} from './forms/fields.js'
export type { Field } from './forms/form.js'
export type { Task } from './housekeeping.js'
export { fromGlobalId, toGlobalId } from './identifiers/global-id.js'
export { sendMail } from './mail/account-mails.js'
export type { OwnMails } from './mail/kinds.js'
export { User } from './users/user.entity.js'
