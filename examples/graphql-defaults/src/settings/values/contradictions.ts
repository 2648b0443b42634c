import { type Problem, problemsOf } from './problem.js'

/** A setting that takes effect at the next start, and has none in a project that is made like this. */
export function withoutEffect(settings: {
  SEND_PASSWORD_SET_EMAIL: boolean
  ALLOW_PASSWORDLESS_REGISTRATION: boolean
}): Problem[] {
  if (!settings.SEND_PASSWORD_SET_EMAIL || settings.ALLOW_PASSWORDLESS_REGISTRATION) return []
  return problemsOf('GRAPHQL_AUTH.SEND_PASSWORD_SET_EMAIL', [
    'has no effect unless ALLOW_PASSWORDLESS_REGISTRATION is true; set that or remove this',
  ])
}
