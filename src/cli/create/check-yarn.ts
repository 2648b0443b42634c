import { Failure } from '../../failure.js'
import type { Answers } from './questions.js'

/** What of the environment says how Yarn is to install. */
export interface YarnEnvironment {
  YARN_NODE_LINKER?: string | undefined
  npm_config_user_agent?: string | undefined
}

/**
 * Refuses Plug'n'Play, which only the environment can still ask for: the .yarnrc.yml of the project
 * says otherwise, and counts more than those of folders above.
 */
export function refusePlugAndPlay(
  { packageManager }: Answers,
  { YARN_NODE_LINKER: linker }: YarnEnvironment,
): void {
  if (packageManager !== 'yarn' || linker !== 'pnp') return
  throw new Failure('refused', [
    "YARN_NODE_LINKER asks for Yarn's Plug'n'Play, which the project does not support: it needs node_modules; unset the variable",
  ])
}

/** What has to be known of Yarn 1, in one line; null where another one runs. */
export function yarn1Note(
  { packageManager }: Answers,
  { npm_config_user_agent: userAgent = '' }: YarnEnvironment,
): string | null {
  return packageManager === 'yarn' && userAgent.startsWith('yarn/1.')
    ? 'The Dockerfile and the CI workflow use Yarn 4, which refuses the yarn.lock of Yarn 1: to use them, change to Yarn 4 by "corepack yarn@4 install"'
    : null
}
